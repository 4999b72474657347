// What is asked of both servers: named sequences of requests, as data.

/** One request. `{ns}` and `{0.metadata.uid}` (a field of an earlier answer) are filled in, in path and body. */
export interface Ask {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly contentType?: string;
  readonly accept?: string;
  /** Default: somebody who may do everything. */
  readonly as?: 'anonymous' | 'stranger';
  /** Only this part of the answer is compared, where the whole is large and nobody reads it. */
  readonly part?: readonly string[];
}

/** The answers to all its requests are compared. */
export interface Call {
  /** A claim about what is tried, not about what comes. */
  readonly name: string;
  readonly asks: readonly Ask[];
}

/** Calls that share a namespace and run one after the other. */
export interface Area {
  readonly name: string;
  readonly calls: readonly Call[];
}

export type AskOptions = Omit<Ask, 'method' | 'path' | 'body'>;

export function call(name: string, ...asks: readonly Ask[]): Call {
  return { name, asks };
}

export function get(path: string, options: AskOptions = {}): Ask {
  return { method: 'GET', path, ...options };
}

export function post(path: string, body: unknown, options: AskOptions = {}): Ask {
  return { method: 'POST', path, body, contentType: 'application/json', ...options };
}

export function put(path: string, body: unknown, options: AskOptions = {}): Ask {
  return { method: 'PUT', path, body, contentType: 'application/json', ...options };
}

export function remove(path: string, body?: unknown, options: AskOptions = {}): Ask {
  if (body === undefined) return { method: 'DELETE', path, ...options };
  return { method: 'DELETE', path, body, contentType: 'application/json', ...options };
}

const patchTypes = {
  apply: 'application/apply-patch+yaml',
  json: 'application/json-patch+json',
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
};

export function patch(kind: keyof typeof patchTypes, path: string, body: unknown): Ask {
  return { method: 'PATCH', path, body, contentType: patchTypes[kind] };
}

/** Server-side apply with a field manager; `more` adds to the query. */
export function apply(path: string, body: unknown, manager: string, more = ''): Ask {
  const query = `fieldManager=${manager}${more}`;
  return patch('apply', `${path}${path.includes('?') ? '&' : '?'}${query}`, body);
}
