// Asks the fake server and a real one.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { recordAt, textAt } from '../fake-apiserver/json.ts';
import { startFakeApiServer } from '../fake-apiserver/server.ts';
import { named } from '../fake-apiserver/shape.ts';
import type { KubeJson } from '../fake-apiserver/types.ts';
import { apply, get, post, remove } from './call.ts';
import { areas } from './calls/all.ts';
import { HEALTHS, health } from './calls/objects.ts';
import { connect, type Endpoint } from './endpoint.ts';
import { type Answers, answersOf, namespaceOf } from './run.ts';

const DEFINITION = new URL('../../crds/servicehealth.yaml', import.meta.url);
const DEFINITION_NAME = 'servicehealths.servicehealth.dev';
const DEFINITION_PATH = `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${DEFINITION_NAME}`;
const DAY_MS = 86_400_000;
const servedLimitMs = 30_000;
/** An operator that watches writes its first report within a second. */
const aloneMs = 3_000;

export interface ServerAnswers {
  /** Its version, as "v1.34.2". */
  readonly server: string;
  /** Of our kind, as it served it: the fake has to serve the same. */
  readonly definition: KubeJson;
  readonly answers: Answers;
}

/** An area of its own, in which nothing is asked. */
const ALONE = 'alone';

export function newSuffix(): string {
  return randomBytes(3).toString('hex');
}

/** All that the calls make, for an operator that is not to write there. */
export function namespacesOf(suffix: string): readonly string[] {
  return [ALONE, ...areas.map(({ name }) => name)].map((area) => namespaceOf(area, suffix));
}

/** `daysAhead`: how long ago the real server was asked; ages in days and years are those of that day. */
export async function fakeAnswers(definition: KubeJson, daysAhead = 0): Promise<Answers> {
  const server = await startFakeApiServer({ now: () => Date.now() - daysAhead * DAY_MS });
  // A real server has forgotten its first versions long ago.
  server.store.compact();
  server.store.put(definition);
  const folder = mkdtempSync(join(tmpdir(), 'servicehealth-conformance-'));
  const kubeconfig = join(folder, 'kubeconfig');
  writeFileSync(kubeconfig, server.kubeconfig, { mode: 0o600 });
  const endpoint = connect(kubeconfig);
  try {
    return await answersOf(endpoint, { areas, suffix: newSuffix(), hasServiceAccounts: false });
  } finally {
    await endpoint.close();
    await server.close();
    rmSync(folder, { recursive: true });
  }
}

/** Installs our resource type where it is missing, and leaves it there: others may use it by now. */
export async function realAnswers(
  kubeconfig: string,
  suffix: string = newSuffix(),
): Promise<ServerAnswers> {
  const endpoint = connect(kubeconfig);
  try {
    await installType(endpoint);
    await checkAlone(endpoint, suffix);
    const { text } = await endpoint.ask(get('/version'));
    const server = textAt(JSON.parse(text), 'gitVersion') ?? 'unknown';
    const definition = await servedDefinition(endpoint);
    return {
      server,
      definition,
      answers: await answersOf(endpoint, { areas, suffix, hasServiceAccounts: true }),
    };
  } finally {
    await endpoint.close();
  }
}

/** An operator at work writes into what is compared, and every answer about our kind would differ. */
async function checkAlone(endpoint: Endpoint, suffix: string): Promise<void> {
  const namespace = namespaceOf(ALONE, suffix);
  const body = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } };
  await endpoint.ask(post('/api/v1/namespaces', body));
  const healths = HEALTHS.replace('{ns}', namespace);
  const made = await endpoint.ask(post(healths, health('untouched')));
  await sleep(aloneMs);
  const found = await endpoint.ask(get(`${healths}/untouched`));
  await endpoint.ask(remove(`/api/v1/namespaces/${namespace}`));
  if (found.text !== made.text)
    throw new Error('an operator writes in this namespace: stop it, or exclude the namespace');
}

async function servedDefinition(endpoint: Endpoint): Promise<KubeJson> {
  const { text } = await endpoint.ask(get(DEFINITION_PATH));
  const { apiVersion, kind, spec } = recordAt({ answer: JSON.parse(text) }, 'answer');
  return { ...named({ apiVersion, kind }, DEFINITION_NAME), spec };
}

async function installType(endpoint: Endpoint): Promise<void> {
  // The schemas are the last thing to be served.
  const schema = get('/openapi/v3/apis/servicehealth.dev/v1alpha1');
  if ((await endpoint.ask(schema)).code === 200) return;
  const asked = apply(DEFINITION_PATH, readFileSync(DEFINITION, 'utf8'), 'conformance');
  const { code, text } = await endpoint.ask(asked);
  if (code >= 300) throw new Error(`the resource type was not installed: ${code} ${text}`);
  const endMs = Date.now() + servedLimitMs;
  while ((await endpoint.ask(schema)).code !== 200) {
    if (Date.now() > endMs) throw new Error('the resource type is installed, but not served');
    await sleep(200);
  }
}
