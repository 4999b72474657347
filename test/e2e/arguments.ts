import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { cacheFolder } from '../cluster/arguments.ts';
import { Refusal } from '../cluster/report.ts';
import { parseDuration } from '../zoo/scenario.ts';

export const helpText = `Proves the operator on a real cluster: as its own process, under its own role, with the zoo applied.

  npm run e2e                        the scenarios that are marked for it, about 12 minutes
  npm run e2e -- --all               all that can be run live, without outage, about 20 minutes
  npm run e2e -- oom-killed healthy  these scenarios, without stretch and outage

A cluster that is up already is used and stays up; else one is made and taken down afterwards. What the
operator logged, what it said of each scenario and when, what it quoted of logs, and how long each fault took
from its first failing status to the right answer is in .tmp/e2e afterwards.

Flags
  --all              every scenario that can be run live, not only those marked "always"
  --install          install missing Debian packages with apt-get
  --kubeconfig FILE  use this cluster instead of making one; it must hold the ConfigMap
                     kube-system/servicehealth-disposable, or --yes must be given, and its nodes must
                     know the images of registry.zoo.test
  --yes              the cluster given with --kubeconfig may be spoilt
  --stretch TIME     how long writes are counted (default: 2m40s for the usual run, 10m with --all, else 0s)
  --outage           take the API server away for 150 s in the other runs, too
  --state DIR        where our own cluster keeps its data (default: the user's cache folder)
  --keep             leave the cluster, the zoo and the resource type as they are at the end
  --help             this text
`;

export interface E2eArguments {
  readonly help: boolean;
  readonly all: boolean;
  readonly install: boolean;
  readonly yes: boolean;
  readonly keep: boolean;
  readonly outage: boolean;
  readonly stretchMs: number;
  readonly kubeconfig: string | undefined;
  readonly state: string;
  /** Empty: all of them. */
  readonly scenarios: readonly string[];
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        all: { type: 'boolean', default: false },
        install: { type: 'boolean', default: false },
        yes: { type: 'boolean', default: false },
        keep: { type: 'boolean', default: false },
        outage: { type: 'boolean', default: false },
        stretch: { type: 'string' },
        kubeconfig: { type: 'string' },
        state: { type: 'string', default: join(cacheFolder(process.env), 'cluster') },
      },
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('. ')[0] : String(error);
    throw new Refusal(`${reason}; see --help.`);
  }
}

/**
 * What a crash back-off of 160 s needs, which is the longest that a crash loop of some minutes has come to: two minutes
 * and forty seconds hold at least one restart, and the write that it may cost. The outage after it is counted, too.
 */
const usualStretch = '2m40s';
/** Holds two restarts of a loop whose back-off has grown to its five minutes. */
const wholeStretch = '10m';

function stretchOf(text: string): number {
  try {
    return parseDuration(text);
  } catch (error) {
    throw new Refusal(`--stretch: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Throws a Refusal on an unknown flag. */
export function parseE2eArguments(words: readonly string[]): E2eArguments {
  const { values, positionals } = parsed(words);
  const { kubeconfig, state, stretch, outage, ...switches } = values;
  const isWholeZoo = positionals.length === 0;
  const standard = switches.all ? wholeStretch : usualStretch;
  return {
    ...switches,
    // The whole zoo takes so long that crashes become history meanwhile, which no scenario speaks of.
    outage: outage || (isWholeZoo && !switches.all),
    stretchMs: stretchOf(stretch ?? (isWholeZoo ? standard : '0s')),
    kubeconfig: kubeconfig === undefined ? undefined : resolve(kubeconfig),
    state: resolve(state),
    scenarios: positionals,
  };
}
