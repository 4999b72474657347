import { describe, expect, it } from 'vitest';
import { Admissions } from '../../src/index/admissions.ts';

/** A namespace with at most two objects; `objects` and `bare` are the services with and without one. */
class Town {
  readonly objects: Set<string>;
  readonly bare: Set<string>;
  readonly called: string[] = [];
  readonly admissions: Admissions;

  constructor(objects: readonly string[], bare: readonly string[], maxPerNamespace = 2) {
    this.objects = new Set(objects);
    this.bare = new Set(bare);
    this.admissions = new Admissions({
      maxPerNamespace,
      neighbours: () => [
        ...[...this.objects].map((name) => ({ name, hasObject: true })),
        ...[...this.bare].map((name) => ({ name, hasObject: false })),
      ],
      onRoom: ({ name }) => this.called.push(name),
    });
  }

  /** Who gets in when these are looked at in this order. */
  ask(...names: readonly string[]): string[] {
    return names.filter((name) =>
      this.admissions.admits({ namespace: 'shop', name }, this.objects.has(name)),
    );
  }

  leave(name: string): string[] {
    this.objects.delete(name);
    this.bare.delete(name);
    this.called.length = 0;
    this.admissions.leave({ namespace: 'shop', name });
    return [...this.called];
  }
}

describe('of too many services', () => {
  const orders = [
    ['a', 'b', 'c', 'd'],
    ['d', 'c', 'b', 'a'],
    ['c', 'a', 'd', 'b'],
  ];
  it.each(orders)(
    'the first by name get in, whoever is looked at first: %s %s %s %s',
    (...order) => {
      expect(new Town([], order).ask(...order).sort()).toEqual(['a', 'b']);
    },
  );

  it.each(orders)('those that have an object keep it: %s %s %s %s', (...order) => {
    const town = new Town(['c', 'd'], ['a', 'b']);
    expect(town.ask(...order).sort()).toEqual(['c', 'd']);
  });

  it('more objects than are allowed stay, and nobody else comes', () => {
    const town = new Town(['b', 'c', 'd'], ['a']);
    expect(town.ask('a', 'b', 'c', 'd')).toEqual(['b', 'c', 'd']);
    expect(town.leave('d')).toEqual(['a']);
    expect(town.ask('a')).toEqual([]);
    expect(town.leave('c')).toEqual(['a']);
    expect(town.ask('a')).toEqual(['a']);
  });

  it('who was let in stays so while its object is not seen yet, also beside an earlier name', () => {
    const town = new Town([], ['b', 'c']);
    expect(town.ask('b', 'c')).toEqual(['b', 'c']);
    town.bare.add('a');
    expect(town.ask('a', 'b', 'c')).toEqual(['b', 'c']);
  });

  it('who loses its object, but not its pods, gets it again', () => {
    const town = new Town(['b', 'c'], ['a']);
    town.ask('a', 'b', 'c');
    town.objects.delete('c');
    town.bare.add('c');
    expect(town.ask('a', 'c')).toEqual(['c']);
  });

  it('the first by name comes when one goes, and the next when that one has gone meanwhile', () => {
    const town = new Town(['x', 'y'], ['a', 'b', 'c']);
    expect(town.ask('a', 'b', 'c', 'x', 'y')).toEqual(['x', 'y']);
    expect(town.leave('x')).toEqual(['a']);
    expect(town.leave('a')).toEqual(['b']);
    expect(town.ask('b', 'c')).toEqual(['b']);
  });

  it('nobody comes when one goes that waited itself', () => {
    const town = new Town(['x', 'y'], ['a', 'b']);
    town.ask('a', 'b', 'x', 'y');
    expect(town.leave('a')).toEqual([]);
  });

  it('the rest are counted', () => {
    const town = new Town([], ['a', 'b', 'c', 'd', 'e']);
    const before = town.admissions.overflow();
    town.ask('e');
    const first = town.admissions.overflow();
    town.ask('a', 'b', 'c', 'd');
    expect([before, first, town.admissions.overflow()]).toEqual([
      { services: 0, namespace: '' },
      { services: 3, namespace: 'shop' },
      { services: 3, namespace: 'shop' },
    ]);
    for (const name of ['c', 'd', 'e']) town.leave(name);
    expect(town.admissions.overflow()).toEqual({ services: 0, namespace: '' });
  });
});

it('as many as are allowed all get in, and nothing is counted', () => {
  const town = new Town(['b'], ['a']);
  expect(town.ask('a', 'b')).toEqual(['a', 'b']);
  expect(town.admissions.overflow()).toEqual({ services: 0, namespace: '' });
});
