import { describe, expect, it } from 'vitest';
import { isTrackingLabel, objectLabels } from '../../src/status/labels.ts';

describe('a label is never copied when it', () => {
  const cases: readonly { name: string; key: string; is: boolean }[] = [
    { name: 'names a Helm release', key: 'app.kubernetes.io/instance', is: true },
    { name: 'names the managing tool', key: 'app.kubernetes.io/managed-by', is: true },
    { name: 'is a chart', key: 'helm.sh/chart', is: true },
    { name: "is Argo CD's", key: 'argocd.argoproj.io/instance', is: true },
    { name: "is Flux's", key: 'kustomize.toolkit.fluxcd.io/name', is: true },
    { name: 'is ours: a pod cannot claim to be discovered', key: 'servicehealth.dev/x', is: true },
    { name: '(not) names the app', key: 'app.kubernetes.io/name', is: false },
    { name: '(not) only looks like Helm', key: 'helm.shop/chart', is: false },
    { name: '(not) only ends like Flux', key: 'nottoolkit.fluxcd.io/name', is: false },
    { name: '(not) has the words in its name', key: 'team/argocd.argoproj.io', is: false },
  ];
  it.each(cases)('$name', ({ key, is }) => {
    expect(isTrackingLabel(key)).toBe(is);
  });
});

it('labels are the same whatever their order, and at most twenty', () => {
  const pairs = Array.from({ length: 30 }, (_, index): [string, string] => [`l${index}`, 'x']);
  const labels = [...objectLabels(new Map(pairs), true).keys()];
  expect(labels).toEqual([...objectLabels(new Map(pairs.toReversed()), true).keys()]);
  expect(labels).toHaveLength(21);
  expect(labels.at(-1)).toBe('servicehealth.dev/discovered');
});
