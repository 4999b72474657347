import { describe, expect, it } from 'vitest';
import { plainLog } from '../../src/logs/timed-lines.ts';

const T1 = '2026-11-23T04:25:01.000000001Z';
const T2 = '2026-11-23T05:25:02+01:00';

describe('a log with instants', () => {
  it.each([
    ['loses them', `${T1} one\n${T2} two\n`, 'one\ntwo\n', T1, T2],
    ['keeps those that the application writes', `${T1} ${T2} one\n`, `${T2} one\n`, T1, T1],
    ['keeps empty lines', `${T1} \n${T1} one`, '\none', T1, T1],
    ['may begin in the middle of a line', `rest of one\n${T2} two`, 'rest of one\ntwo', T2, T2],
    ['may be empty', '', '', undefined, undefined],
    ['may have none', 'one\n2026 two', 'one\n2026 two', undefined, undefined],
  ])('%s', (_claim, timed, ...[text, firstTime, lastTime]) => {
    expect(plainLog(timed)).toEqual({ text, firstTime, lastTime });
  });
});

const PLACEHOLDER = `unable to retrieve container logs for containerd://${'0f'.repeat(32)}`;

describe('the words of the kubelet about a container that is gone', () => {
  it.each([
    ['are no log', PLACEHOLDER],
    ['are none with a line end', `${PLACEHOLDER}\n`],
    ['are none of another runtime', 'unable to retrieve container logs for cri-o://0f0f'],
    [
      'are none when its file is gone',
      'failed to try resolving symlinks in path "/var/log/pods/shop_web_1/app/0.log": lstat /var/log: no such file or directory',
    ],
  ])('%s', (_claim, timed) => {
    expect(plainLog(timed)).toBeUndefined();
  });

  it.each([
    ['are a log when the application writes them', `${T1} ${PLACEHOLDER}`],
    ['are a log with another line', `${PLACEHOLDER}\n${T1} one`],
  ])('%s', (_claim, timed) => {
    expect(plainLog(timed)?.text).toContain(PLACEHOLDER);
  });
});
