import { describe, expect, test } from 'vitest';
import { createBackoff } from '../../src/kube/backoff.ts';
import { ApiError, FormatError, SilenceError } from '../../src/kube/errors.ts';
import {
  describeFailure,
  ENDED,
  type FailureKind,
  retryDelayMs,
} from '../../src/kube/reflector-failure.ts';
import { DEFAULT_TIMING } from '../../src/kube/reflector-timing.ts';

function refusal(code: number, reason = '', retryAfterMs?: number): ApiError {
  return new ApiError({ code, reason, message: 'm', path: '/p', retryAfterMs });
}

function socketError(code: string): Error {
  return Object.assign(new Error('socket'), { code });
}

describe('a failure is of one kind', () => {
  const cases: [FailureKind, unknown][] = [
    ['expired', refusal(410)],
    ['expired', refusal(500, 'Expired')],
    ['denied', refusal(401)],
    ['denied', refusal(403)],
    ['absent', refusal(404)],
    ['throttled', refusal(429)],
    ['throttled', refusal(503)],
    ['badRequest', refusal(400)],
    ['badRequest', refusal(422)],
    ['serverError', refusal(500)],
    ['serverError', refusal(504)],
    ['serverError', refusal(302)],
    ['unreadable', new FormatError('x')],
    ['unreachable', socketError('ECONNREFUSED')],
    ['unreachable', socketError('UND_ERR_CONNECT_TIMEOUT')],
    ['cut', socketError('ECONNRESET')],
    ['cut', socketError('UND_ERR_SOCKET')],
    ['cut', new SilenceError(120_000)],
    ['cut', new TypeError('terminated')],
    ['cut', 'anything'],
  ];
  test.each(cases)('%s: %o', (kind, error) => {
    expect(describeFailure(error).kind).toBe(kind);
  });
});

/** The wait after the given number of failures in a row, with all chance at one end. */
function delayAfter(
  kind: FailureKind,
  options: { failures?: number; random?: number; wasHealthy?: boolean; isLasting?: boolean },
): number {
  const { failures = 1, random = 1, wasHealthy = false, isLasting = false } = options;
  const backoff = createBackoff({
    minMs: DEFAULT_TIMING.backoffMinMs,
    maxMs: DEFAULT_TIMING.backoffMaxMs,
    random: () => random,
  });
  for (let count = 1; count < failures; count += 1) backoff.next();
  const context = { backoff, timing: DEFAULT_TIMING, random: () => random, wasHealthy, isLasting };
  return retryDelayMs({ kind, message: '', retryAfterMs: 0 }, context);
}

describe('the wait', () => {
  const MANY = { failures: 30 };
  const cases: [string, FailureKind, Parameters<typeof delayAfter>[1], number][] = [
    ['after a good watch ended is none', 'ended', { wasHealthy: true }, 0],
    ['after a good watch was cut is none', 'cut', { wasHealthy: true }, 0],
    ['after a good watch expired is not none', 'expired', { wasHealthy: true, random: 0 }, 800],
    ['after a first failure is at most', 'serverError', {}, 1_600],
    ['after a first failure is at least', 'serverError', { random: 0 }, 800],
    ['while watches end too soon is at most', 'ended', MANY, 5_000],
    ['while nothing listens is at most', 'unreachable', MANY, 10_000],
    ['while connections are cut is at most', 'cut', MANY, 10_000],
    ['after 410 for ever is at most', 'expired', MANY, 30_000],
    ['after 500 for ever is at most', 'serverError', MANY, 30_000],
    ['after garbage for ever is at most', 'unreadable', MANY, 30_000],
    ['while denied for good is at least', 'denied', { isLasting: true, random: 0 }, 20_000],
    ['while denied for good is at most', 'denied', { isLasting: true, ...MANY }, 45_000],
    ['while absent for good is at most', 'absent', { isLasting: true }, 45_000],
    ['after a 403 in passing is short', 'denied', {}, 1_600],
    ['after a 403 that may still pass is at most', 'denied', MANY, 3_000],
  ];
  test.each(cases)('%s (%s, %o): %i ms', (_claim, kind, options, expected) => {
    expect(delayAfter(kind, options)).toBe(expected);
  });

  test('is Retry-After plus a spread, never less than the server asked', () => {
    for (const random of [0, 0.5, 1]) {
      const backoff = createBackoff({ minMs: 800, maxMs: 30_000, random: () => random });
      const context = {
        backoff,
        timing: DEFAULT_TIMING,
        random: () => random,
        wasHealthy: true,
        isLasting: false,
      };
      const delayMs = retryDelayMs(describeFailure(refusal(429, '', 5_000)), context);
      expect(delayMs).toBe(5_000 + 800 + random * 800);
    }
  });

  test('an end in order needs no message of an error', () => {
    expect(ENDED).toEqual({
      kind: 'ended',
      message: 'the server ended the watch',
      retryAfterMs: 0,
    });
  });
});
