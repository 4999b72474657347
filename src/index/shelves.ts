/** Several values under one key, and no key without a value. */
export class Shelves<T> {
  readonly #shelves = new Map<string, Set<T>>();

  add(key: string, value: T): void {
    this.#shelves.set(key, this.of(key).add(value));
  }

  remove(key: string, value: T): void {
    const shelf = this.#shelves.get(key);
    shelf?.delete(value);
    if (shelf?.size === 0) this.#shelves.delete(key);
  }

  of(key: string): Set<T> {
    return this.#shelves.get(key) ?? new Set();
  }
}
