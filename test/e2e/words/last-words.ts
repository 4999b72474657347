// Crashing containers in a namespace of their own: applied, watched until each was told, and removed.
import { setTimeout as sleep } from 'node:timers/promises';
import { makeNamespaces } from '../applying.ts';
import type { Collector } from '../collector.ts';
import { applyObjects, kubectlMust } from '../kubectl.ts';
import { type OperatorProcess, operatorLog } from '../operator-process.ts';
import type { Run } from '../run.ts';
import { waitUntil } from '../wait.ts';
import { wordsCases } from './cases.ts';
import { isPlayed, type Quoted, quotesOf } from './judge.ts';
import { wordsNamespace, wordsObjects } from './objects.ts';
import { leaksIn, plantSecrets } from './planted.ts';

/** Two dozen pods start within 10 s, and the second restart of each comes 15 s after its first end. */
const patienceMs = 60_000;
/** By then the report of the last restart has come, if there is one. */
const settleMs = 3_000;

export class LastWords {
  readonly #run: Run;
  readonly #collector: Collector;
  readonly #planted = plantSecrets();

  constructor(run: Run, collector: Collector) {
    this.#run = run;
    this.#collector = collector;
  }

  get quotes(): readonly Quoted[] {
    return wordsCases.flatMap((one) => quotesOf(one, this.#collector));
  }

  /** Until all is told; what is not told in time is for the tests to name. */
  async play(): Promise<void> {
    await makeNamespaces(this.#run, [wordsNamespace]);
    await applyObjects(this.#run, wordsObjects(this.#planted));
    const patience = { what: 'the last words of all', limitMs: patienceMs };
    await waitUntil(patience, async () => {
      return wordsCases.every((one) => isPlayed(one, this.#collector)) ? true : undefined;
    }).catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
    await sleep(settleMs);
  }

  /** Whether the secrets are where they were planted: else nothing could leak. */
  async planted(): Promise<readonly string[]> {
    const pods = await this.#get('pods', wordsNamespace);
    const events = await this.#get('events', wordsNamespace);
    const read = ['--selector', 'app=secret-in-log', '--tail=-1'];
    const log = await kubectlMust(this.#run, ['logs', '--namespace', wordsNamespace, ...read]);
    return ['log', 'pods', 'events'].filter(
      (name, index) =>
        leaksIn(this.#planted, { [name]: [log, pods, events][index] ?? '' }).length > 0,
    );
  }

  /** Wherever the operator writes. */
  async leaks(operator: OperatorProcess): Promise<readonly string[]> {
    // The kubelet's own hold what the probe printed.
    const select = ['--field-selector', 'reportingComponent!=kubelet'];
    const events = ['get', 'events', '--all-namespaces', ...select, '--output', 'json'];
    return leaksIn(this.#planted, {
      reports: await this.#get('servicehealths', ''),
      'earlier reports': JSON.stringify(this.#collector.reports),
      events: await kubectlMust(this.#run, events),
      log: operatorLog(),
      readiness: (await operator.get('/readyz')).text,
      liveness: (await operator.get('/healthz')).text,
    });
  }

  /** The collector goes on; nothing is judged any more. */
  async remove(): Promise<void> {
    await kubectlMust(this.#run, ['delete', 'namespace', wordsNamespace, '--timeout=120s']);
  }

  async #get(what: string, namespace: string): Promise<string> {
    const where = namespace === '' ? ['--all-namespaces'] : ['--namespace', namespace];
    return kubectlMust(this.#run, ['get', what, ...where, '--output', 'json']);
  }
}
