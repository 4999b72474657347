import { expect, test } from 'vitest';
import { staleDocuments } from '../../docs/generate.ts';

test('the generated documents are fresh', async () => {
  expect(await staleDocuments()).toEqual([]);
});
