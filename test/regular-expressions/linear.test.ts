// Every regular expression of the product, found by reading its source: none takes more than linear time.
import { analyse } from 'scslre';
import { describe, expect, it } from 'vitest';
import { SHAPES } from '../../src/logs/text/shapes/index.ts';
import { builtIn, type Found, literalsIn, sourceFiles, textOf } from './literals.ts';

const files = sourceFiles();
const literals = files.flatMap((file) => literalsIn(file, textOf(file)));
const builders = files.filter((file) => textOf(file).includes('new RegExp('));

/** Why the expression may take more than linear time; empty when it does not. */
function troubleOf({ source, flags }: Found): readonly string[] {
  const { reports } = analyse({ source, flags });
  // A sticky expression is tried at one place: it cannot begin again at the next character.
  const kinds = reports
    .map(({ type }) => type)
    .filter((type) => type !== 'Move' || !flags.includes('y'));
  return [...new Set(kinds)];
}

describe('the check', () => {
  const cases: readonly (readonly [string, string, string, readonly string[]])[] = [
    ['two loops inside one another', '(?:a+)+$', '', ['Self', 'Move']],
    ['two loops behind one another', '^a*a*$', '', ['Trade']],
    ['a loop that may begin anywhere', 'a+$', '', ['Move']],
    ['the same at one place', 'a+$', 'y', []],
    ['a loop with a limit', 'a{1,9}$', '', []],
  ];
  it.each(cases)('knows %s', (_, source, flags, trouble) => {
    expect(troubleOf({ file: '', source, flags })).toEqual(trouble);
  });

  it('finds literals, and nothing in comments, texts and divisions', () => {
    const text = "const a = /x/g; // /no/\nf('/no/', `/no/${/y\\/[/]/.test(b)}`); c = d / e / f;";
    expect(literalsIn('a', text).map(({ source }) => source)).toEqual(['x', 'y\\/[/]']);
  });

  it('finds the pattern of every shape', () => {
    const known = new Set(literals.map(({ source }) => source));
    expect(
      SHAPES.map(({ pattern }) => pattern.source).filter((source) => !known.has(source)),
    ).toEqual([]);
  });
});

it('no literal takes more than linear time', () => {
  const trouble = literals.filter((found) => troubleOf(found).length > 0);
  expect(literals.length).toBeGreaterThan(400);
  expect(trouble).toEqual([]);
});

it.each(builders)('nor does what %s builds', async (file) => {
  const built = await builtIn(file);
  expect(built.length).toBeGreaterThan(0);
  expect(built.filter((found) => troubleOf(found).length > 0)).toEqual([]);
});

it('every shape of a secret is tried at its hints only', () => {
  expect(SHAPES.filter(({ pattern }) => !pattern.sticky).map(({ name }) => name)).toEqual([]);
});
