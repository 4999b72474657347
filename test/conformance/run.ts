// Asks one server everything, area by area, each in a namespace of its own.
import { setTimeout as sleep } from 'node:timers/promises';
import { valueAt } from '../fake-apiserver/json.ts';
import type { Area, Call } from './call.ts';
import { get, post, remove } from './call.ts';
import type { Endpoint } from './endpoint.ts';
import { type Answer, Normaliser } from './normalise.ts';
import { filled } from './references.ts';

/** Answers by the name of the call. */
export type Answers = ReadonlyMap<string, readonly Answer[]>;

export interface RunOptions {
  readonly areas: readonly Area[];
  /** Ends the names of the namespaces, so that a run finds nothing of the one before. */
  readonly suffix: string;
  /** A real server makes a service account in each namespace, without which there are no pods. */
  readonly hasServiceAccounts: boolean;
}

const NAMESPACES = '/api/v1/namespaces';
const serviceAccountLimitMs = 30_000;

export function namespaceOf(area: string, suffix: string): string {
  return `conformance-${area}-${suffix}`;
}

export async function answersOf(
  endpoint: Endpoint,
  { areas, suffix, hasServiceAccounts }: RunOptions,
): Promise<Answers> {
  const found = await Promise.all(
    areas.map(async (area) => {
      const namespace = namespaceOf(area.name, suffix);
      await makeNamespace(endpoint, namespace);
      if (hasServiceAccounts) await waitForServiceAccount(endpoint, namespace);
      const answers = await areaAnswers(endpoint, area, namespace);
      await endpoint.ask(remove(`${NAMESPACES}/${namespace}`));
      return answers;
    }),
  );
  return new Map(found.flat());
}

async function makeNamespace(endpoint: Endpoint, name: string): Promise<void> {
  const body = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
  const { code, text } = await endpoint.ask(post(NAMESPACES, body));
  if (code !== 201) throw new Error(`namespace ${name} was not made: ${code} ${text}`);
}

async function waitForServiceAccount(endpoint: Endpoint, namespace: string): Promise<void> {
  const endMs = Date.now() + serviceAccountLimitMs;
  while (Date.now() < endMs) {
    const account = get(`${NAMESPACES}/${namespace}/serviceaccounts/default`);
    if ((await endpoint.ask(account)).code === 200) return;
    await sleep(100);
  }
  throw new Error(`no service account in ${namespace} after ${serviceAccountLimitMs / 1000} s`);
}

async function areaAnswers(
  endpoint: Endpoint,
  { name, calls }: Area,
  namespace: string,
): Promise<readonly (readonly [string, readonly Answer[]])[]> {
  const found: (readonly [string, readonly Answer[]])[] = [];
  for (const call of calls) {
    const normaliser = new Normaliser(namespace, `conformance-${name}`);
    found.push([
      `${name}: ${call.name}`,
      await callAnswers(endpoint, call, { namespace, normaliser }),
    ]);
  }
  return found;
}

async function callAnswers(
  endpoint: Endpoint,
  { asks }: Call,
  { namespace, normaliser }: { namespace: string; normaliser: Normaliser },
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  const bodies: unknown[] = [];
  for (const ask of asks) {
    const raw = await endpoint.ask(filled(ask, { namespace, bodies }));
    bodies.push(parsedBody(raw.text));
    const answer = normaliser.answer(raw);
    answers.push(
      ask.part === undefined ? answer : { ...answer, body: valueAt(answer.body, ...ask.part) },
    );
  }
  return answers;
}

function parsedBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
