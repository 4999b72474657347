import { describe, expect, test } from 'vitest';
import { leaksIn, plantSecrets } from './planted.ts';

const secret = 'Pw-0a1b/x+y?z>q~';
const planted = { secrets: [secret], text: '' };

describe('a secret is found', () => {
  test.each([
    ['as it is', `password '${secret}'`],
    ['in a URL', `postgres://shop:${encodeURIComponent(secret)}@db`],
    ['in a URL with small letters', 'postgres://shop:Pw-0a1b%2fx%2by%3fz%3eq~@db'],
    ['in base64', Buffer.from(secret).toString('base64')],
    ['in base64 behind other bytes', Buffer.from(`shop:${secret} and more`).toString('base64')],
    ['in base64 for URLs', Buffer.from(`a${secret}`).toString('base64url')],
  ])('%s', (_, text) => {
    expect(leaksIn(planted, { report: 'nothing', log: text })).toEqual([
      expect.stringMatching(/^secret 0 in form \d+ is in log$/),
    ]);
  });
});

test('what was taken out is not found', () => {
  expect(leaksIn(planted, { log: "password '[redacted:1]' of Pw-0a1b at db" })).toEqual([]);
});

test('each secret is in the planted text, and no two runs plant the same', () => {
  const [one, other] = [plantSecrets(), plantSecrets()];
  const found = leaksIn(one, { text: one.text }).map((leak) => leak.split(' in form ')[0]);
  expect(found).toEqual(one.secrets.map((_, index) => `secret ${index}`));
  expect(leaksIn(one, { text: other.text })).toEqual([]);
});
