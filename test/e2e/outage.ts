// The API server is away for 150 s and comes back: what the operator said meanwhile, and what it did afterwards.
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Cluster, clusterUp } from '../cluster/cluster.ts';
import { makeNamespaces } from './applying.ts';
import { applyObjects, kubectlMust } from './kubectl.ts';
import { isAllWell, type OperatorProcess, operatorLog } from './operator-process.ts';
import { outputFolder, type Run } from './run.ts';
import { waitUntil } from './wait.ts';
import { outageNamespace, smallDeployment } from './workloads.ts';
import { countWrites, type WriteCount } from './write-count.ts';
import type { ZooRun } from './zoo-run.ts';

export const outageMs = 150_000;
/** What the operator has for being right again. */
export const recoveryMs = 30_000;
/** After the return: by then every kubelet has told what happened, and what came late has come. */
const afterwardsMs = 90_000;
/** From its apply on the workload serves for so long, then it fails at each start. */
const lifeSeconds = 50;
const mortal = 'dies-meanwhile';
/** The first thing that happens when the API server is back: it is told to run no pod any more. */
const scaled = 'scaled-at-return';
/** The kubelet tells of crashes when it has found the API server again. */
const kubeletMs = 90_000;

export interface OutageStory {
  readonly stoppedMs: number;
  /** The API server says that it is ready. */
  readonly returnedMs: number;
  /** From the stop to the first "not ready" that says why. */
  readonly toldMs: number | undefined;
  /** What /readyz said at the end of the outage. */
  readonly told: string;
  /** /healthz or the process failed. */
  readonly wasDown: boolean;
  /** From the return to "ready" and the right word for what was changed just then; undefined: not in time. */
  readonly rightMs: number | undefined;
  /** From the kubelet's word to ours for what crashed meanwhile; undefined: not in time. */
  readonly crashToldMs: number | undefined;
  /** What was logged from the stop on. */
  readonly log: string;
  /** Of all services of the zoo, from the stop to the end. */
  readonly counts: readonly WriteCount[];
}

function note(line: string): void {
  const stamped = `${new Date().toISOString().slice(11, 23)}  ${line}\n`;
  appendFileSync(join(outputFolder, 'outage.txt'), stamped);
  process.stderr.write(`outage: ${stamped}`);
}

function lastWord(zoo: ZooRun, name: string): string {
  const status = zoo.collector.sayingsOf(outageNamespace, name).at(-1)?.status;
  return `${status?.health ?? 'nothing'} ${status?.topIssue ?? ''}`.trim();
}

/** One serves until a certain second and never again, the other for ever. */
async function applyBoth(run: Run, zoo: ZooRun): Promise<void> {
  const endSecond = Math.round(Date.now() / 1000) + lifeSeconds;
  const script = `while [ $(date +%s) -lt ${endSecond} ]; do sleep 1; done; exit 3`;
  const namespace = outageNamespace;
  await makeNamespaces(run, [namespace]);
  await applyObjects(run, [
    smallDeployment({ namespace, name: mortal, command: ['sh', '-c', script] }),
    smallDeployment({ namespace, name: scaled }),
  ]);
  await waitUntil({ what: 'both to be Healthy', limitMs: 30_000 }, async () => {
    return [mortal, scaled].every((name) => lastWord(zoo, name) === 'Healthy') ? true : undefined;
  });
}

/** When the API first told that the mortal one crashes. */
function crashSeenMs(zoo: ZooRun, returnedMs: number): number | undefined {
  const facts = zoo.collector.factsOf(outageNamespace).filter(({ object }) => {
    const text = JSON.stringify(object['status'] ?? {});
    return (
      object.kind === 'Pod' &&
      object.metadata.name.startsWith(mortal) &&
      /"restartCount":[3-9]/.test(text)
    );
  });
  return facts.find(({ atMs }) => atMs >= returnedMs)?.atMs;
}

interface Said {
  isDown: boolean;
  toldMs: number | undefined;
  text: string;
  isWell: boolean;
}

async function ask(operator: OperatorProcess, said: Said, stoppedMs: number): Promise<void> {
  try {
    const alive = await operator.get('/healthz');
    const { status, text } = await operator.get('/readyz');
    if (alive.status !== 200) said.isDown = true;
    if (status === 503 && text.includes('pods: ')) said.toldMs ??= Date.now() - stoppedMs;
    if (text !== said.text) note(`/readyz is ${status}: ${text.trim().replaceAll('\n', ' | ')}`);
    said.text = text;
    said.isWell = isAllWell({ status, text });
  } catch (error) {
    said.isDown = true;
    note(`the operator does not answer: ${String(error)}`);
  }
}

async function without(cluster: Cluster, operator: OperatorProcess): Promise<[number, Said]> {
  await cluster.stopComponent('kube-apiserver');
  const stoppedMs = Date.now();
  note('the API server is killed');
  const said: Said = { isDown: false, toldMs: undefined, text: '', isWell: false };
  while (Date.now() < stoppedMs + outageMs) {
    await sleep(1_000);
    await ask(operator, said, stoppedMs);
  }
  return [stoppedMs, said];
}

/** Milliseconds from `sinceMs` until it is true; undefined: not in time. */
async function timed(
  sinceMs: number,
  limitMs: number,
  isTrue: () => Promise<boolean> | boolean,
): Promise<number | undefined> {
  const patience = { what: 'it', limitMs: sinceMs + limitMs - Date.now(), everyMs: 250 };
  try {
    await waitUntil(patience, async () => ((await isTrue()) ? true : undefined));
    return Date.now() - sinceMs;
  } catch {
    return undefined;
  }
}

async function afterwards(
  run: Run,
  zoo: ZooRun,
  operator: OperatorProcess,
): Promise<Pick<OutageStory, 'returnedMs' | 'rightMs' | 'crashToldMs'>> {
  const returnedMs = Date.now();
  note('the API server is back');
  const scale = ['--namespace', outageNamespace, 'scale', 'deployment', scaled, '--replicas=0'];
  await Promise.all([zoo.resume(), kubectlMust(run, scale)]);
  const said: Said = { isDown: false, toldMs: undefined, text: '', isWell: false };
  const rightMs = await timed(returnedMs, recoveryMs, async () => {
    await ask(operator, said, 0);
    return said.isWell && lastWord(zoo, scaled) === 'Suspended';
  });
  note(`right after ${rightMs} ms: ${scaled} is ${lastWord(zoo, scaled)}`);
  await timed(returnedMs, kubeletMs, () => crashSeenMs(zoo, returnedMs) !== undefined);
  const seenMs = crashSeenMs(zoo, returnedMs) ?? Date.now();
  const crashToldMs = await timed(seenMs, recoveryMs, () => {
    return lastWord(zoo, mortal) === 'Unhealthy AppError';
  });
  note(
    `the crash was seen ${seenMs - returnedMs} ms after the return, told after ${crashToldMs} ms more`,
  );
  return { returnedMs, rightMs, crashToldMs };
}

export async function runOutage(
  run: Run,
  zoo: ZooRun,
  operator: OperatorProcess,
): Promise<OutageStory> {
  const cluster = await clusterUp({ state: run.stateFolder });
  await applyBoth(run, zoo);
  zoo.pause();
  const logged = operatorLog().length;
  const [stoppedMs, said] = await without(cluster, operator);
  await cluster.startComponent('kube-apiserver');
  const after = await afterwards(run, zoo, operator);
  await sleep(after.returnedMs + afterwardsMs - Date.now());
  zoo.judgeUntilNow();
  const stretch = { fromMs: stoppedMs, toMs: Date.now() };
  return {
    ...after,
    stoppedMs,
    toldMs: said.toldMs,
    told: said.text,
    wasDown: said.isDown || !operator.isUp,
    log: operatorLog().slice(logged),
    counts: zoo.present.flatMap((live) => countWrites(zoo.collector, live, stretch)),
  };
}
