// What travels with one request through the server.
import type { IncomingMessage } from 'node:http';
import type { Access } from './access.ts';
import type { FaultPlan } from './faults.ts';
import type { PodLogs } from './logs.ts';
import type { OpenRequest, RequestRecorder } from './recorder.ts';
import type { Renderer } from './render.ts';
import type { Reply } from './reply.ts';
import type { ResourceType } from './resources.ts';
import type { ParsedUrl, ResourcePath } from './routes/parse-url.ts';
import type { MemoryStore } from './store.ts';
import type { Fault } from './types.ts';
import type { WatchSettings, WatchStream } from './watch.ts';

/** Everything the server knows, shared by its requests. */
export interface ServerState {
  readonly store: MemoryStore;
  readonly access: Access;
  readonly faults: FaultPlan;
  readonly recorder: RequestRecorder;
  readonly watches: Set<WatchStream>;
  readonly watchSettings: WatchSettings;
  readonly logs: PodLogs;
  /** The definition of a custom type, from the store or from the repository. */
  readonly definitionOf: (type: ResourceType) => unknown;
  readonly now: () => number;
}

/** One request on its way through the server. */
export interface Exchange {
  readonly state: ServerState;
  readonly request: OpenRequest;
  readonly message: IncomingMessage;
  readonly url: ParsedUrl;
  readonly reply: Reply;
  readonly fault: Fault | undefined;
}

/** A request for a resource type that is served. */
export interface ResourceExchange extends Exchange {
  readonly renderer: Renderer;
  readonly type: ResourceType;
  readonly path: ResourcePath;
}
