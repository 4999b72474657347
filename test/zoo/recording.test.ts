import { describe, expect, test } from 'vitest';
import { event, recordedAt, recordingText } from './builders.ts';
import { maxRecordingBytes, parseRecording } from './recording.ts';

const text = recordingText([event({ t: 5 }), event({ t: 9, type: 'DELETED' })]);

const refused: readonly (readonly [claim: string, text: string, why: RegExp])[] = [
  ['a changed instant', text.replace('"t":5', '"t":6'), /not as it was written/],
  ['a changed name', text.replace('"name":"web"', '"name":"shop"'), /not as it was written/],
  ['a line less', text.slice(0, text.indexOf('{"t":9')), /not as it was written/],
  ['a changed header', text.replace(recordedAt, '2026-01-02T03:04:06Z'), /not as it was written/],
  ['no header', text.slice(text.indexOf('\n') + 1), /clusterVersion/],
  ['a file that is too large', 'x'.repeat(maxRecordingBytes + 1), /larger than 262144 bytes/],
  ['events out of order', recordingText([event({ t: 9 }), event({ t: 5 })]), /stands after/],
  ['an event after the end', recordingText([event({ t: 9 })], 8), /later than the recording/],
];

describe('a recording', () => {
  test('comes back as it was written', () => {
    expect(parseRecording(text)).toEqual({
      header: {
        clusterVersion: 'v1.34.2',
        recordedAt,
        durationMs: 60_000,
        manifestHash: '0'.repeat(64),
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
      events: [event({ t: 5 }), event({ t: 9, type: 'DELETED' })],
    });
  });

  test.each(refused)('is refused with %s', (_claim, changed, why) => {
    expect(() => parseRecording(changed)).toThrow(why);
  });
});
