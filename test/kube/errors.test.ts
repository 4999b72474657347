import { describe, expect, test } from 'vitest';
import {
  ApiError,
  boundedText,
  describeError,
  FormatError,
  isBadRequest,
  isConflict,
  isConnectionLost,
  isForbidden,
  isGone,
  isNotFound,
  isThrottled,
  isUnauthorized,
  isUnreachable,
} from '../../src/kube/errors.ts';

function apiError(code: number, reason = ''): ApiError {
  return new ApiError({ code, reason, message: 'm', path: '/p' });
}

function socketError(code: string): Error {
  return Object.assign(new Error('socket'), { code });
}

const QUESTIONS = {
  isBadRequest,
  isConflict,
  isConnectionLost,
  isForbidden,
  isGone,
  isNotFound,
  isThrottled,
  isUnauthorized,
  isUnreachable,
};

describe('an error answers only to its own questions', () => {
  const cases: [string, unknown, string[]][] = [
    ['400', apiError(400), ['isBadRequest']],
    ['401', apiError(401), ['isUnauthorized']],
    ['403', apiError(403), ['isForbidden']],
    ['404', apiError(404), ['isNotFound']],
    ['409', apiError(409, 'Conflict'), ['isConflict']],
    ['410', apiError(410, 'Gone'), ['isGone']],
    ['410 by reason only', apiError(0, 'Expired'), ['isGone']],
    ['422', apiError(422, 'Invalid'), ['isBadRequest']],
    ['429', apiError(429), ['isThrottled']],
    ['500', apiError(500), []],
    ['503', apiError(503), ['isThrottled']],
    ['refused connection', socketError('ECONNREFUSED'), ['isUnreachable']],
    ['name that does not resolve', socketError('ENOTFOUND'), ['isUnreachable']],
    ['reset connection', socketError('ECONNRESET'), ['isConnectionLost']],
    ['undici: other side closed', socketError('UND_ERR_SOCKET'), ['isConnectionLost']],
    [
      'reset as a cause',
      new Error('terminated', { cause: socketError('ECONNRESET') }),
      ['isConnectionLost'],
    ],
    ['numeric code', Object.assign(new Error('x'), { code: 410 }), []],
    ['string', 'ECONNRESET', []],
    ['nothing', undefined, []],
  ];
  test.each(cases)('%s', (_claim, error, expected) => {
    const yes = Object.entries(QUESTIONS).filter(([, question]) => question(error));
    expect(yes.map(([name]) => name)).toEqual(expected);
  });
});

describe('what an error says', () => {
  test('is bounded and has no control characters', () => {
    const message = `a\nb\u001b[31m\u202e\u2028${'x'.repeat(1_000)}`;
    const error = new ApiError({ code: 500, reason: 'r'.repeat(100), message, path: '/p' });
    expect(error.message).toBe(`a b [31m  ${'x'.repeat(291)}`.slice(0, 300));
    expect(error.reason).toHaveLength(64);
  });

  test('is a code when there is no message', () => {
    expect(describeError(Object.assign(new Error(), { code: 'ECONNREFUSED' }))).toBe(
      'ECONNREFUSED',
    );
    expect(describeError(new FormatError('no list'))).toBe('no list');
    expect(describeError({})).toBe('unknown');
    expect(boundedText('abc', 2)).toBe('ab');
  });

  test('keeps a Retry-After within five minutes', () => {
    const details = { code: 429, reason: '', message: '', path: '' };
    expect(new ApiError({ ...details, retryAfterMs: 86_400_000 }).retryAfterMs).toBe(300_000);
    expect(new ApiError(details).retryAfterMs).toBeUndefined();
  });
});
