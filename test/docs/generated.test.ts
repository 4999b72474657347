import { expect, test } from 'vitest';
import { staleDocuments } from '../../docs/generate.ts';

/** One of the documents plays every recording. */
const TIMEOUT_MS = 60_000;

test(
  'the generated documents are fresh',
  async () => {
    expect(await staleDocuments()).toEqual([]);
  },
  TIMEOUT_MS,
);
