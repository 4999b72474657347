/** Something that waits for its turn; the heap keeps `position`, -1 while it is not in it. */
export interface Waiting {
  dueMs: number;
  position: number;
}

/**
 * A binary heap, earliest first, that can move and take out what is inside. Leaving stale copies behind would be
 * simpler, but a service that is looked at every second and announces next week would pile up a week of them.
 */
export class DueHeap<T extends Waiting> {
  readonly #items: T[] = [];

  get size(): number {
    return this.#items.length;
  }

  first(): T | undefined {
    return this.#items[0];
  }

  /** Puts the item where its `dueMs` belongs, whether it was inside or not. */
  place(item: T, dueMs: number): void {
    item.dueMs = dueMs;
    if (item.position < 0) this.#put(item, this.#items.length);
    this.#up(item);
    this.#down(item);
  }

  remove(item: T): void {
    const { position } = item;
    if (position < 0) return;
    item.position = -1;
    const last = this.#items.pop();
    if (last === undefined || last === item) return;
    this.#put(last, position);
    this.#up(last);
    this.#down(last);
  }

  clear(): void {
    for (const item of this.#items) item.position = -1;
    this.#items.length = 0;
  }

  #put(item: T, position: number): void {
    this.#items[position] = item;
    item.position = position;
  }

  #up(item: T): void {
    while (item.position > 0) {
      const parent = this.#items[(item.position - 1) >> 1];
      if (parent === undefined || parent.dueMs <= item.dueMs) return;
      this.#swap(parent, item);
    }
  }

  #down(item: T): void {
    for (;;) {
      const child = this.#earlierChild(item.position);
      if (child === undefined || child.dueMs >= item.dueMs) return;
      this.#swap(item, child);
    }
  }

  #earlierChild(position: number): T | undefined {
    const left = this.#items[2 * position + 1];
    const right = this.#items[2 * position + 2];
    if (left === undefined || right === undefined) return left;
    return right.dueMs < left.dueMs ? right : left;
  }

  #swap(upper: T, lower: T): void {
    const { position } = upper;
    this.#put(upper, lower.position);
    this.#put(lower, position);
  }
}
