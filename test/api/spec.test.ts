import { describe, expect, it } from 'vitest';
import { type ServiceHealthSpec, specSchema } from '../../src/api/spec.ts';

function labels(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`l${index}`, 'x']));
}

describe('a spec is taken when it', () => {
  const cases: readonly { name: string; given: object; is?: ServiceHealthSpec }[] = [
    { name: 'says nothing', given: {} },
    {
      name: 'changes one threshold; the others have their defaults',
      given: { thresholds: { minReadyPercent: 50 } },
      is: {
        thresholds: { minReadyPercent: 50, restartWindowSeconds: 900, startupGraceSeconds: 120 },
      },
    },
    { name: 'keeps log lines out of the report', given: { logs: { placement: 'None' } } },
    { name: 'groups by a label', given: { groupBy: ['version', 'label:example.com/shard'] } },
    {
      name: 'ignores a code until a day',
      given: { ignore: [{ code: 'OOMKilled', untilTime: '2027-01-01T00:00:00Z' }] },
    },
    { name: 'ignores a code for good', given: { ignore: [{ code: 'OOMKilled' }] } },
    { name: 'links to a page', given: { links: [{ name: 'Board', url: 'https://b.test/x' }] } },
    { name: 'selects by ten labels', given: { selector: { matchLabels: labels(10) } } },
  ];

  it.each(cases)('$name', ({ given, is }) => {
    expect(specSchema.parse(given)).toEqual(is ?? given);
  });
});

describe('a spec is refused when it', () => {
  const cases: readonly { name: string; given: object; at: string }[] = [
    {
      name: 'asks for more than all pods',
      given: { thresholds: { minReadyPercent: 101 } },
      at: 'thresholds.minReadyPercent',
    },
    {
      name: 'has a window without length',
      given: { thresholds: { restartWindowSeconds: 0 } },
      at: 'thresholds.restartWindowSeconds',
    },
    {
      name: 'groups by what no pod has',
      given: { groupBy: ['colour'] },
      at: 'groupBy.0',
    },
    {
      name: 'ignores what is no code',
      given: { ignore: [{ code: 'out of memory' }] },
      at: 'ignore.0.code',
    },
    {
      name: 'links to a script',
      given: { links: [{ name: 'Board', url: 'javascript:alert(1)' }] },
      at: 'links.0.url',
    },
    {
      name: 'selects by eleven labels',
      given: { selector: { matchLabels: labels(11) } },
      at: 'selector.matchLabels',
    },
    {
      name: 'places logs where we do not write',
      given: { logs: { placement: 'ConfigMap' } },
      at: 'logs.placement',
    },
  ];

  it.each(cases)('$name', ({ given, at }) => {
    const { error } = specSchema.safeParse(given);
    expect(error?.issues.map(({ path }) => path.join('.'))).toEqual([at]);
  });
});
