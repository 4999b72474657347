// GET pods/NAME/log: the texts that a test has set, else what the kubelet says about a container without a log.
import { arrayAt, textAt } from './json.ts';
import { typeById } from './resources.ts';
import { badRequest, invalid, notFound } from './status.ts';
import { keyOf, type MemoryStore } from './store.ts';
import type { KubeJson } from './types.ts';

export interface LogRef {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly previous: boolean;
}

/** pkg/kubelet/kubelet_pods.go validateContainerLogStatus; other waiting reasons are told as they are. */
const WAITING_WORDS = new Map([
  ['ErrImagePull', 'trying and failing to pull image'],
  ['ImagePullBackOff', "image can't be pulled"],
]);

export class PodLogs {
  readonly #store: MemoryStore;
  readonly #now: () => number;
  readonly #texts = new Map<string, { readonly text: string; readonly atMs: number }>();

  constructor(store: MemoryStore, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /** All of it was written at this instant. */
  set(ref: LogRef, text: string, atMs: number = this.#now()): void {
    this.#texts.set(textKey(ref), { text, atMs });
  }

  /** The text as asked for, or a thrown Status. */
  read(
    target: { readonly namespace: string; readonly pod: string },
    query: Readonly<Record<string, string>>,
  ): string {
    const pod = this.#findPod(target);
    const container = query['container'] || soleContainer(target.pod, pod);
    const ref = { ...target, container, previous: query['previous'] === 'true' };
    const known = this.#texts.get(textKey(ref));
    const { text, atMs } = known ?? { text: this.#explain(ref, pod), atMs: this.#now() };
    return cut(text, target.pod, query, query['timestamps'] === 'true' ? atMs : undefined);
  }

  #findPod({ namespace, pod }: { namespace: string; pod: string }): KubeJson | undefined {
    const type = typeById('v1/pods');
    return type && this.#store.find(type, keyOf(namespace, pod))?.object;
  }

  #explain(ref: LogRef, pod: KubeJson | undefined): string {
    const type = typeById('v1/pods');
    if (type !== undefined && pod === undefined) throw notFound(type, ref.pod);
    const names = [...namesIn(pod, 'containers'), ...namesIn(pod, 'initContainers')];
    if (!names.includes(ref.container)) {
      throw badRequest(`container ${ref.container} is not valid for pod ${ref.pod}`);
    }
    if (ref.previous) {
      throw badRequest(
        `previous terminated container "${ref.container}" in pod "${ref.pod}" not found`,
      );
    }
    const waiting = waitingReason(pod, ref.container);
    if (waiting === undefined) return '';
    throw badRequest(
      `container "${ref.container}" in pod "${ref.pod}" is waiting to start: ${WAITING_WORDS.get(waiting) ?? waiting}`,
    );
  }
}

function textKey(ref: LogRef): string {
  return JSON.stringify([ref.namespace, ref.pod, ref.container, ref.previous]);
}

function namesIn(pod: KubeJson | undefined, list: string): readonly string[] {
  return arrayAt(pod, 'spec', list).map((container) => textAt(container, 'name') ?? '');
}

function soleContainer(name: string, pod: KubeJson | undefined): string {
  const [first = '', ...others] = namesIn(pod, 'containers');
  if (others.length === 0) return first;
  const inits = namesIn(pod, 'initContainers');
  const more = inits.length > 0 ? ` or one of the init containers: [${inits.join(' ')}]` : '';
  throw badRequest(
    `a container name must be specified for pod ${name}, choose one of: [${[first, ...others].join(' ')}]${more}`,
  );
}

function waitingReason(pod: KubeJson | undefined, container: string): string | undefined {
  const statuses = [
    ...arrayAt(pod, 'status', 'containerStatuses'),
    ...arrayAt(pod, 'status', 'initContainerStatuses'),
  ];
  const status = statuses.find((candidate) => textAt(candidate, 'name') === container);
  // A container in back-off has run before, and its last log is served.
  if (textAt(status, 'lastState', 'terminated', 'containerID') !== undefined) return undefined;
  return textAt(status, 'state', 'waiting', 'reason');
}

/** Pieces of a long line, as the runtime writes them to disk; tailLines counts these. */
const PIECE_BYTES = 16 * 1024;

/** tailLines chooses first, then limitBytes keeps the head of that. */
function cut(
  text: string,
  pod: string,
  query: Readonly<Record<string, string>>,
  atMs: number | undefined,
): string {
  const tail = bound(pod, query, { field: 'tailLines', least: 0 });
  const bytes = bound(pod, query, { field: 'limitBytes', least: 1 });
  const pieces = text.split(/(?<=\n)/).flatMap(piecesOf);
  const chosen = tail === undefined ? pieces : pieces.slice(Math.max(0, pieces.length - tail));
  const answer = (atMs === undefined ? chosen : withTimes(chosen, atMs)).join('');
  return bytes === undefined ? answer : Buffer.from(answer).subarray(0, bytes).toString();
}

function piecesOf(line: string): readonly string[] {
  if (line.length <= PIECE_BYTES) return [line];
  const count = Math.ceil(line.length / PIECE_BYTES);
  return Array.from({ length: count }, (_, index) =>
    line.slice(index * PIECE_BYTES, (index + 1) * PIECE_BYTES),
  );
}

/** Only where a line begins; what the kubelet says itself of a container that is gone has none. */
function withTimes(pieces: readonly string[], atMs: number): readonly string[] {
  const time = new Date(atMs).toISOString().replace('Z', '000000Z');
  return pieces.map((piece, index) => {
    const isBegin = index === 0 || pieces[index - 1]?.endsWith('\n') === true;
    const isText = piece !== '' && !piece.startsWith('unable to retrieve container logs for ');
    return isBegin && isText ? `${time} ${piece}` : piece;
  });
}

function bound(
  pod: string,
  query: Readonly<Record<string, string>>,
  rule: { readonly field: string; readonly least: number },
): number | undefined {
  const text = query[rule.field];
  if (text === undefined) return undefined;
  const value = Number(text);
  if (value >= rule.least) return value;
  const need = rule.least === 0 ? 'greater than or equal to 0' : 'greater than 0';
  throw invalid({ group: '', kind: 'PodLogOptions', name: pod }, [
    {
      reason: 'FieldValueInvalid',
      message: `Invalid value: ${text}: must be ${need}`,
      field: rule.field,
    },
  ]);
}
