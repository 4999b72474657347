// Where a cluster comes from: given, kind where a container engine answers, else built from Go modules.
import { spawnSync } from 'node:child_process';
import { findProgram } from './prerequisites.ts';
import { Refusal } from './report.ts';

export const providerNames = ['given', 'kind', 'built'] as const;
export type ProviderName = (typeof providerNames)[number];

/** What kind can run on. */
export type Engine = 'docker' | 'podman';

/** What is found on this machine; asked only as far as it matters. */
export interface Machine {
  readonly engine: () => Engine | undefined;
  readonly hasKind: () => boolean;
  /** A cluster built earlier is not left for another one. */
  readonly hasBuilt: () => boolean;
}

export interface Choice {
  readonly provider: ProviderName | 'auto';
  readonly kubeconfig: string | undefined;
}

/** Refuses what cannot be had, before anything is made. */
export function chooseProvider({ provider, kubeconfig }: Choice, machine: Machine): ProviderName {
  if (kubeconfig !== undefined) {
    if (provider === 'auto' || provider === 'given') return 'given';
    throw new Refusal(
      `--kubeconfig gives a cluster, and --provider ${provider} makes one: give one.`,
    );
  }
  if (provider === 'given') throw new Refusal('--provider given needs --kubeconfig.');
  if (provider === 'built') return 'built';
  if (provider === 'auto' && machine.hasBuilt()) return 'built';
  const lack = lackOfKind(machine);
  if (lack === undefined) return 'kind';
  if (provider === 'auto') return 'built';
  throw new Refusal(lack);
}

function lackOfKind({ engine, hasKind }: Machine): string | undefined {
  if (!hasKind()) return 'Install kind (https://kind.sigs.k8s.io): --provider kind needs it.';
  if (engine() !== undefined) return undefined;
  return 'Start Docker or Podman: --provider kind needs one of them to answer.';
}

/** A client alone is no engine: it has to get an answer, and soon. */
export function findEngine(): Engine | undefined {
  return (['docker', 'podman'] as const).find((name) => {
    const program = findProgram(name);
    if (program === undefined) return false;
    const answer = spawnSync(program, ['info'], { stdio: 'ignore', timeout: 10_000 });
    return answer.status === 0;
  });
}
