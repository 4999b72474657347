import { readFileSync } from 'node:fs';

// The kubelet renews a projected token at 80 % of its life (1 h by default) and client-go reads it every minute.
const REREAD_MS = 60_000;

/**
 * A token that lives in a file somebody else renews. Read synchronously: some 1 KB from tmpfs, once a
 * minute, and the request needs it now. A file that is gone for a moment costs nothing: the last token is kept.
 */
export class TokenFile {
  readonly #path: string;
  readonly #now: () => number;
  #token = '';
  #readMs = -Infinity;

  constructor(path: string, now: () => number = () => performance.now()) {
    this.#path = path;
    this.#now = now;
  }

  current(): string {
    if (this.#now() - this.#readMs >= REREAD_MS) this.reread();
    return this.#token;
  }

  reread(): void {
    this.#readMs = this.#now();
    try {
      const token = readFileSync(this.#path, 'utf8').trim();
      if (token !== '') this.#token = token;
    } catch (error) {
      if (this.#token === '') throw error;
    }
  }
}
