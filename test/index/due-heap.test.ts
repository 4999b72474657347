import { describe, expect, it } from 'vitest';
import { DueHeap, type Waiting } from '../../src/index/due-heap.ts';

function drained(heap: DueHeap<Waiting>): number[] {
  const dues: number[] = [];
  for (let first = heap.first(); first !== undefined; first = heap.first()) {
    dues.push(first.dueMs);
    heap.remove(first);
  }
  return dues;
}

describe('DueHeap', () => {
  it('gives the earliest first, whatever was placed, moved and taken out before', () => {
    let state = 7;
    function chance(below: number): number {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((state / 2_147_483_648) * below);
    }
    for (let round = 0; round < 200; round += 1) {
      const heap = new DueHeap<Waiting>();
      const items = Array.from({ length: 20 }, () => ({ dueMs: 0, position: -1 }));
      for (let step = 0; step < 100; step += 1) {
        const item = items[chance(items.length)];
        if (item !== undefined && chance(3) === 0) heap.remove(item);
        else if (item !== undefined) heap.place(item, chance(50));
      }
      const inside = items.filter(({ position }) => position >= 0);
      expect(heap.size).toBe(inside.length);
      const sorted = inside.map(({ dueMs }) => dueMs).sort((left, right) => left - right);
      expect(drained(heap)).toEqual(sorted);
    }
  });

  it('takes things back after it was cleared', () => {
    const heap = new DueHeap<Waiting>();
    const item = { dueMs: 0, position: -1 };
    heap.place(item, 5);
    heap.clear();
    heap.remove(item);
    expect([heap.size, heap.first()]).toEqual([0, undefined]);
    heap.place(item, 7);
    expect(drained(heap)).toEqual([7]);
  });
});
