import { describe, expect, it } from 'vitest';
import { readLog } from '../../../src/logs/read-log.ts';
import { freeText, ownText } from '../../../src/logs/text/free-text.ts';
import { redact } from '../../../src/logs/text/redact.ts';

const one = `ghp_${'hunter2'.repeat(5)}x`;
const other = `ghp_${'hunter3'.repeat(5)}x`;

function inLog(text: string): readonly string[] {
  return readLog({ text, isHeadCut: false, isTailCut: false }).lines;
}

describe('marks in a log', () => {
  it('a token has the same mark wherever it stands, also in another log', () => {
    const [first] = inLog(`sent ${one}`);
    expect(first).toMatch(/^sent \[redacted:[0-9a-f]{6}\]$/);
    expect(inLog(`x\nsent ${one}`)[1]).toBe(first);
  });

  it('another token has another mark', () => {
    expect(inLog(`sent ${one}`)).not.toEqual(inLog(`sent ${other}`));
  });

  it('but the failure is the same', () => {
    const [left, right] = [one, other].map((token) => {
      const text = `error: refused ${token}`;
      return readLog({ text, isHeadCut: false, isTailCut: false }).fingerprint;
    });
    expect(left).toBe(right);
  });

  it('a password shares no mark with what it could be guessed from', () => {
    expect(inLog('password=hunter2')).toEqual(inLog('password=hunter3'));
  });

  it('what others write as a mark says nothing of equality', () => {
    expect(inLog('see [redacted:1] and [redacted:4f2a1c]')).toEqual([
      'see [redacted] and [redacted]',
    ]);
  });
});

const cases: readonly (readonly [string, string, string])[] = [
  [
    'equal passwords have one number, different ones another',
    'password=hunter2 password=hunter3 password=hunter2',
    'password=[redacted:1] password=[redacted:2] password=[redacted:1]',
  ],
  [
    'one secret has no number',
    'password=hunter2 pwd=hunter2',
    'password=[redacted] pwd=[redacted]',
  ],
  ['a mark hides no secret behind it', 'password=[redacted:1]hunter2', 'password=[redacted]'],
  ['a value that is a mark stays', 'password=[redacted] x', 'password=[redacted] x'],
  ['half a mark is a value', 'password=[redacted:hunter2', 'password=[redacted]'],
];

describe('marks within a text', () => {
  it.each(cases)('%s', (_, text, expected) => {
    expect(redact(text).text).toBe(expected);
  });

  it('a message tells tokens apart within itself only', () => {
    expect(freeText(`${one} ${other} ${one}`, 256)).toBe('[redacted:1] [redacted:2] [redacted:1]');
    expect(freeText(one, 256)).toBe(freeText(other, 256));
  });

  it('a text of our own report is read as it was written', () => {
    const written = freeText('password=hunter2 pwd=hunter3', 256);
    expect(ownText(written, 256)).toBe(written);
    expect(freeText(written, 256)).toBe('password=[redacted] pwd=[redacted]');
  });
});
