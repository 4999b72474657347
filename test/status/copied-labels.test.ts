import { expect, test } from 'vitest';
import { copiedLabels, DEFAULT_COPY_LABELS } from '../../src/status/copied-labels.ts';

const LABELS = new Map([
  ['app', 'web'],
  ['app.kubernetes.io/name', 'web'],
  ['app.kubernetes.io/instance', 'shop'],
  ['app.kubernetes.io/version', '1.0.0'],
  ['backstage.io/kubernetes-id', 'web'],
  ['backstage.io', 'x'],
  ['team', 'red'],
  ['team.example/x', 'y'],
  ['cost-center', '12'],
]);

test.each([
  {
    name: 'by default those that people search by',
    serviceLabels: [],
    copyLabels: DEFAULT_COPY_LABELS,
    copied: ['app.kubernetes.io/name', 'backstage.io/kubernetes-id', 'team'],
  },
  { name: 'none when none is asked for', serviceLabels: [], copyLabels: [], copied: [] },
  {
    name: 'those that name the service in any case, both of a pair',
    serviceLabels: ['app', 'app.kubernetes.io/name+app.kubernetes.io/instance'],
    copyLabels: [],
    copied: ['app', 'app.kubernetes.io/name', 'app.kubernetes.io/instance'],
  },
  {
    name: 'a key is taken as it is',
    serviceLabels: [],
    copyLabels: ['team', 'cost'],
    copied: ['team'],
  },
  {
    name: 'a star at the end is for what begins so',
    serviceLabels: [],
    copyLabels: ['team*', 'cost-*'],
    copied: ['team', 'team.example/x', 'cost-center'],
  },
])('labels are copied: $name', ({ serviceLabels, copyLabels, copied }) => {
  expect([...copiedLabels(LABELS, { serviceLabels, copyLabels }).keys()]).toStrictEqual(copied);
});
