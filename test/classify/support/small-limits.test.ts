import { describe, expect, test } from 'vitest';
import { container, pod } from '../../../src/classify/support/examples.ts';
import { isAbsurd, limitWords, lowestLimit } from '../../../src/classify/support/small-limits.ts';

describe('a limit that can only be a mistake', () => {
  test.each([
    ['64m', true],
    ['1048575', true],
    ['1048576', false],
    ['1023Ki', true],
    ['1024Ki', false],
    ['1Mi', false],
    ['0.5M', true],
    ['2M', false],
    ['1k', true],
    ['1048k', true],
    ['1049k', false],
    ['1.048M', true],
    ['1.049M', false],
    ['0.001048G', true],
    ['0.001049G', false],
    ['1100000m', true],
    ['0.001G', true],
    ['0.001Gi', false],
    ['', false],
    ['a lot', false],
  ])('%s: %s', (limit, wanted) => {
    expect(isAbsurd(limit)).toBe(wanted);
  });
});

describe('the container with the lowest limit', () => {
  test.each<[string, readonly string[], string | undefined]>([
    ['is found by size, not by order', ['64Mi', '512k', '1Gi'], '512k'],
    ['is none where no limit can be read', ['', 'a lot'], undefined],
    ['is not one whose limit cannot be read', ['', '1Gi', 'a lot'], '1Gi'],
  ])('%s', (_, limits, wanted) => {
    const containers = limits.map((memoryLimit) => container({ memoryLimit }));
    expect(lowestLimit(pod({ containers }).pod)?.memoryLimit).toBe(wanted);
  });
});

describe('what is said of a limit', () => {
  const raise = 'Raise the memory limit to what the application needs, 64Mi at the very least';
  test.each([
    ['', { limit: 'its memory limit', advice: raise }],
    ['512k', { limit: 'a memory limit of 512k', advice: raise }],
    [
      '64m',
      {
        limit: 'a memory limit of 64m',
        advice: 'Write 64Mi: 64m means 64 thousandths of a byte, since m is the unit of processors',
      },
    ],
  ])('"%s"', (limit, wanted) => {
    expect(limitWords(limit)).toEqual(wanted);
  });
});
