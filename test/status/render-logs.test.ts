import { describe, expect, it } from 'vitest';
import { API_VERSION } from '../../src/api/service-health.ts';
import type { ServiceHealthStatus } from '../../src/api/status.ts';
import { Interner } from '../../src/sources/intern.ts';
import { serviceHealthSource } from '../../src/sources/service-healths.ts';
import { renderStatus } from '../../src/status/render.ts';
import { statusBytes } from '../../src/status/render-size.ts';
import { NOON_MS, report, reportDiagnosis, reportEvent, reportLog } from './reports.ts';

/** Of so many diagnoses that quote as much each. */
function statusWith(diagnoses: number, logs: readonly ReturnType<typeof reportLog>[]) {
  const all = Array.from({ length: diagnoses }, (_, n) => reportDiagnosis({ id: `d${n}`, logs }));
  return renderStatus(report({ diagnoses: all, events: [reportEvent()] }));
}

function logsOf(status: ServiceHealthStatus) {
  return status.diagnoses?.map(({ logs = [] }) => logs) ?? [];
}

function dataComplete({ conditions = [] }: ServiceHealthStatus): string {
  return conditions.find(({ type }) => type === 'DataComplete')?.message ?? '';
}

it('a quoted log becomes an entry', () => {
  const quote = reportLog(1, 3);
  expect(logsOf(statusWith(1, [quote]))).toEqual([
    [
      {
        pod: 'checkout-1',
        container: 'app',
        previous: true,
        run: '0123456789abc',
        time: '2026-11-01T12:00:00Z',
        lines: ['0 x'],
        fingerprint: '0123456789abcdef',
        pods: 2,
        alike: [{ pod: 'checkout-2', run: 'abc0123456789' }],
        redactions: 1,
        truncated: false,
        url: 'https://logs.example/checkout-1',
      },
    ],
  ]);
});

it('a link that is too long is left out, and a note stands alone', () => {
  const bare = { pod: 'a', container: 'app', hasEnded: false };
  const logs = [
    { ...bare, note: '', url: `https://logs.example/${'x'.repeat(2_048)}` },
    { ...bare, note: 'The run wrote nothing to its log.', url: '' },
  ];
  expect(logsOf(statusWith(1, logs))).toEqual([
    [
      { pod: 'a', container: 'app', previous: false },
      { pod: 'a', container: 'app', previous: false, note: 'The run wrote nothing to its log.' },
    ],
  ]);
});

describe('of quotes that are too large', () => {
  it.each<[string, number, number, number]>([
    ['one of 50 long lines keeps its first 20', 1, 50, 20],
    ['three keep 8 lines', 3, 20, 8],
    ['six keep 3 lines', 6, 20, 3],
  ])('%s, and says so itself', (_claim, diagnoses, lines, kept) => {
    const status = statusWith(diagnoses, [reportLog(lines, 300)]);
    const entries = logsOf(status).flat();
    expect(statusBytes(status)).toBeLessThanOrEqual(13 * 1_024);
    expect(entries.map((log) => [log.lines?.length, log.truncated])).toEqual(
      Array.from({ length: diagnoses }, () => [kept, true]),
    );
    expect(dataComplete(status)).not.toContain('left out');
  });

  it('those of ten diagnoses go before anything else, and DataComplete says so', () => {
    const status = statusWith(10, [reportLog(20, 512)]);
    expect([logsOf(status).flat(), status.diagnoses?.length]).toEqual([[], 10]);
    expect(dataComplete(status)).toContain('To keep the object small, logs are left out.');
  });

  it('nothing is cut again once it was read back', () => {
    const status = statusWith(3, [reportLog(20, 300)]);
    const [shown = []] = logsOf(status);
    const again = reportLog(0, 0);
    const quote = again.quote && { ...again.quote, lines: shown[0]?.lines ?? [], isCut: true };
    expect(statusWith(3, [{ ...again, ...(quote && { quote }) }])).toEqual(status);
  });
});

/** What the source makes of the logs of a stored report. */
function readBack(logs: unknown) {
  const [diagnosis] = renderStatus(report({ diagnoses: [reportDiagnosis()] })).diagnoses ?? [];
  const metadata = {
    name: 'a',
    namespace: 'shop',
    uid: 'u',
    creationTimestamp: '2026-01-01T00:00:00Z',
  };
  const status = { diagnoses: [{ ...diagnosis, logs }] };
  const object = { apiVersion: API_VERSION, kind: 'ServiceHealth', metadata, status };
  return serviceHealthSource(new Interner()).project(object)?.memory.diagnoses[0]?.logs;
}

describe('what a report has quoted', () => {
  it('is read back as it was told', () => {
    const told = { ...reportLog(2, 9) };
    const quote = told.quote && { ...told.quote, failure: { type: 'KeyError', message: 'x' } };
    const [logs] = logsOf(statusWith(1, [{ ...told, ...(quote && { quote }) }]));
    const { pod, container, hasEnded } = told;
    expect(readBack(logs)).toEqual([
      { pod, container, hasEnded, isEmpty: false, ...quote, atMs: NOON_MS },
    ]);
  });

  const entry = {
    pod: 'a',
    container: 'app',
    run: 'r',
    time: '2026-11-01T12:00:00Z',
    lines: ['x'],
  };
  it.each<[string, unknown, number | undefined]>([
    ['is believed when it is whole', [entry], 1],
    ['is forgotten without a pod', [{ ...entry, pod: 7 }], undefined],
    ['is forgotten without a run', [{ ...entry, run: '' }], undefined],
    ['is forgotten without a time', [{ ...entry, time: 'soon' }], undefined],
    ['is forgotten without a line', [{ ...entry, lines: [] }], undefined],
    ['is forgotten with a line that is no text', [{ ...entry, lines: ['x', 7] }], undefined],
    ['is forgotten alone', [entry, { ...entry, pod: '' }, entry], 2],
    ['is no more than three entries', [entry, entry, entry, entry], 3],
    ['is a list', { 0: entry }, undefined],
  ])('%s', (_claim, logs, count) => {
    expect(readBack(logs)?.length).toBe(count);
  });

  it('is cleaned like a log that was just written', () => {
    const lines = ['\u001B[31mred\u202E', 'password=Xk29fkQp81mZ', 'y'.repeat(9_000)];
    const [log] = readBack([{ ...entry, lines }]) ?? [];
    expect(log?.lines.map((line) => line.slice(0, 30))).toEqual([
      'red',
      'password=[redacted]',
      'y'.repeat(30),
    ]);
    expect(log?.lines[2]?.length).toBeLessThanOrEqual(512);
  });
});
