import { describe, expect, it } from 'vitest';
import { type Choice, chooseProvider, type Machine } from './provider.ts';

const auto: Choice = { provider: 'auto', kubeconfig: undefined };
const given = { kubeconfig: '/k' };
const nothing: Machine = {
  engine: () => undefined,
  hasKind: () => false,
  hasBuilt: () => false,
};
const withKind: Machine = { ...nothing, engine: () => 'docker', hasKind: () => true };

describe('a cluster comes from', () => {
  it.each<[string, Partial<Choice>, Machine, string]>([
    ['a given kubeconfig before all else', given, withKind, 'given'],
    ['a given kubeconfig that is named twice', { ...given, provider: 'given' }, nothing, 'given'],
    ['kind where it is and an engine answers', {}, withKind, 'kind'],
    [
      'Go modules on a machine without an engine',
      {},
      { ...withKind, engine: () => undefined },
      'built',
    ],
    ['Go modules on a machine without kind', {}, { ...withKind, hasKind: () => false }, 'built'],
    [
      'Go modules where such a cluster is already',
      {},
      { ...withKind, hasBuilt: () => true },
      'built',
    ],
    ['Go modules when asked for', { provider: 'built' }, withKind, 'built'],
    [
      'kind when asked for, beside a built one',
      { provider: 'kind' },
      { ...withKind, hasBuilt: () => true },
      'kind',
    ],
  ])('%s', (_claim, choice, machine, expected) => {
    expect(chooseProvider({ ...auto, ...choice }, machine)).toBe(expected);
  });

  it.each<[string, Partial<Choice>, Machine, RegExp]>([
    ['kind without kind', { provider: 'kind' }, nothing, /^Install kind/],
    [
      'kind without an engine',
      { provider: 'kind' },
      { ...nothing, hasKind: () => true },
      /^Start Docker or Podman/,
    ],
    ['given without a kubeconfig', { provider: 'given' }, withKind, /needs --kubeconfig/],
    ['kind beside a kubeconfig', { ...given, provider: 'kind' }, withKind, /give one\.$/],
  ])('nowhere: %s', (_claim, choice, machine, message) => {
    expect(() => chooseProvider({ ...auto, ...choice }, machine)).toThrow(message);
  });
});
