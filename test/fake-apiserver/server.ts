// The in-process Kubernetes API server for tests, replay and the demo: HTTPS in front of a store in memory.
// Where it is simpler than a real one, test/conformance/accepted.ts says so and why. Besides: namespaces stay Terminating
// until the store removes them; HTTP/1.1 only.
import { createServer, type Server } from 'node:https';
import type { Socket } from 'node:net';
import { Access } from './access.ts';
import { createCertificate } from './certificate.ts';
import { committedDefinition, isDefinitionOf, storedDefinition } from './definition.ts';
import type { ServerState } from './exchange.ts';
import { FaultPlan } from './faults.ts';
import { handleRequest } from './handler.ts';
import { PodLogs } from './logs.ts';
import { RequestRecorder } from './recorder.ts';
import { RESOURCE_TYPES, type ResourceType } from './resources.ts';
import { type Change, MemoryStore } from './store.ts';
import type { FakeApiServer, FakeApiServerOptions } from './types.ts';

const DEFAULT_TOKEN = 'fake-apiserver-token';
/** About what the watch cache of a real server keeps for its busiest types. */
const DEFAULT_HISTORY = 10_000;

export async function startFakeApiServer(
  options: FakeApiServerOptions = {},
): Promise<FakeApiServer> {
  const state = createState(options);
  const { keyPem, certPem } = createCertificate();
  const server = createServer({ key: keyPem, cert: certPem }, (message, response) => {
    void handleRequest(state, message, response);
  });
  // Go's server keeps idle connections and gives no hint about it; neither does this one.
  server.keepAliveTimeout = 0;
  server.requestTimeout = 0;
  const sockets = trackSockets(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const url = `https://127.0.0.1:${portOf(server)}`;
  const token = options.tokens?.[0] ?? DEFAULT_TOKEN;
  return {
    url,
    token,
    caPem: certPem,
    kubeconfig: kubeconfigText({ url, token, caPem: certPem }),
    store: state.store,
    requests: state.recorder.requests,
    get openWatches() {
      return state.watches.size;
    },
    get connections() {
      return sockets.accepted;
    },
    plan: (...faults) => state.faults.add(faults),
    clearFaults: () => state.faults.clear(),
    setTokens: (tokens) => state.access.setTokens(tokens),
    setForbidden: (forbidden) => state.access.setForbidden(forbidden),
    setAbsent: (absent) => {
      state.access.setAbsent(absent);
      endWatchesOfAbsent(state);
    },
    setLogs: (ref, text, atMs) => state.logs.set(ref, text, atMs),
    dropConnections: () => sockets.destroyAll(),
    close: async () => {
      for (const watch of state.watches) watch.release();
      state.watches.clear();
      await closeServer(server, sockets);
    },
  };
}

function createState(options: FakeApiServerOptions): ServerState {
  const now = options.now ?? Date.now;
  const store = new MemoryStore({ now, historyLimit: options.historyLimit ?? DEFAULT_HISTORY });
  // Read once: writes of our kind are checked against it.
  const committed = new Map<ResourceType, unknown>();
  function definitionOf(type: ResourceType): unknown {
    const stored = storedDefinition(store, type);
    if (stored === undefined && !committed.has(type)) {
      committed.set(type, committedDefinition(type));
    }
    return stored ?? committed.get(type);
  }
  const access = new Access(options.tokens ?? [DEFAULT_TOKEN]);
  access.setForbidden(options.forbidden ?? []);
  access.setAbsent(options.absent ?? []);
  const state: ServerState = {
    store,
    access,
    now,
    faults: new FaultPlan(),
    recorder: new RequestRecorder(),
    watches: new Set(),
    logs: new PodLogs(store, now),
    definitionOf,
    watchSettings: {
      store,
      isWatchListServed: options.watchList ?? true,
      bookmarkIntervalMs: options.bookmarkIntervalMs ?? 60_000,
    },
  };
  store.subscribe((change) => followDefinitions(state, change));
  return state;
}

/** A stored CustomResourceDefinition makes its type appear, a deleted one makes it vanish. */
function followDefinitions(state: ServerState, change: Change): void {
  if (change.type.plural !== 'customresourcedefinitions') return;
  const definition = (change.after ?? change.before)?.object;
  const type = RESOURCE_TYPES.find((candidate) => isDefinitionOf(definition, candidate));
  if (type === undefined) return;
  state.access.setPresent(type, change.after !== undefined);
  endWatchesOfAbsent(state);
}

function endWatchesOfAbsent(state: ServerState): void {
  for (const watch of state.watches) {
    if (!state.access.isServed(watch.type)) watch.end();
  }
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not on a TCP port');
  return address.port;
}

interface Sockets {
  readonly accepted: number;
  destroyAll(): void;
}

function trackSockets(server: Server): Sockets {
  const open = new Set<Socket>();
  let accepted = 0;
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  server.on('secureConnection', () => {
    accepted += 1;
  });
  return {
    get accepted() {
      return accepted;
    },
    destroyAll() {
      for (const socket of open) socket.destroy();
    },
  };
}

async function closeServer(server: Server, sockets: Sockets): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  sockets.destroyAll();
  await closed;
}

function kubeconfigText(access: { url: string; token: string; caPem: string }): string {
  return `apiVersion: v1
kind: Config
clusters:
- name: fake
  cluster:
    server: ${access.url}
    certificate-authority-data: ${Buffer.from(access.caPem).toString('base64')}
users:
- name: fake
  user:
    token: ${access.token}
contexts:
- name: fake
  context:
    cluster: fake
    user: fake
current-context: fake
`;
}
