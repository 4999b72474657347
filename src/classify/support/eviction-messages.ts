// What the kubelet says when it evicts a pod: pkg/kubelet/eviction/helpers.go, Kubernetes 1.20 to 1.34.
import { quoted } from './repeated-warnings.ts';
import { joinWords } from './text.ts';

type Details = Readonly<Record<string, string>> | undefined;

/** Its names for what a node can run out of, and the conditions of nodes that stand for them. */
export const RESOURCE_WORDS: ReadonlyMap<string, string> = new Map([
  ['memory', 'memory'],
  ['MemoryPressure', 'memory'],
  ['ephemeral-storage', 'local disk space'],
  ['DiskPressure', 'local disk space'],
  ['inodes', 'room for files (inodes) on its disk'],
  ['pids', 'process ids'],
  ['PIDPressure', 'process ids'],
]);

// The node was low on resource: memory. Threshold quantity: 100Mi, available: 88Mi. Container app was using …
const NODE_LOW = /^The node was low on resource: ([a-z-]{1,60})\./;
// Pod was rejected: The node had condition: [DiskPressure].
const NODE_CONDITION = /^(?:Pod was rejected: )?The node had condition: \[([A-Za-z ]{1,120})\]/;
// Container app was using 200Mi, request is 0, has larger consumption of memory.
const CONTAINER_USE =
  /\b(Container|Pod) ([a-z0-9.-]{1,253}) was using ([0-9A-Za-z.]{1,40}), request is ([0-9A-Za-z.]{1,40}), /g;
const MAX_USES = 3;
/** The kubelet names all containers of the pod. */
const MAX_READ_CHARACTERS = 1024;

/** What the node was short of, and which containers used more of it than they had asked for. */
export function evictionDetails(message: string): Details {
  return ownStorageDetails(message) === undefined ? nodeShortageDetails(message) : undefined;
}

function nodeShortageDetails(message: string): Readonly<Record<string, string>> {
  const condition = NODE_CONDITION.exec(message)?.[1]?.split(' ').at(0);
  const name = NODE_LOW.exec(message)?.[1] ?? condition;
  // Wordings of another version are quoted.
  if (name === undefined)
    return {
      ...useWords('', 'what it lacks'),
      resource: 'resources',
      use: `It says: "${quoted(message)}"`,
    };
  const resource = RESOURCE_WORDS.get(name) ?? name;
  return { resource, ...useWords(message, resource) };
}

function useWords(message: string, resource: string): Readonly<Record<string, string>> {
  const bounded = message.slice(0, MAX_READ_CHARACTERS);
  const uses = [...bounded.matchAll(CONTAINER_USE)].slice(0, MAX_USES);
  if (uses.length === 0) {
    return {
      use: 'It does not say that the pod used more than it had asked for',
      advice:
        'Set requests near what the containers really use, so that they get a node with room and are evicted last',
    };
  }
  const words = uses.map(([, kind = '', name = '', used = '', request = '']) => {
    const asked = request === '0' ? 'had asked for none' : `had asked for ${request}`;
    return `${kind.toLowerCase()} "${name}" used ${used} and ${asked}`;
  });
  const names = uses.map(([, , name = '']) => `"${name}"`);
  return {
    use: `Of the pods there, those that use more than they asked for go first: ${joinWords(words)}`,
    advice: `Set the request for ${resource} of ${joinWords(names)} near what it really uses, so that it gets a node with room`,
  };
}

// Usage of EmptyDir volume "tmp" exceeds the limit "2Mi".
const EMPTY_DIR = /^Usage of EmptyDir volume "([^"]{1,253})" exceeds the limit "([^"]{1,40})"/;
// Container app exceeded its local ephemeral storage limit "10Mi".
const CONTAINER_STORAGE =
  /^Container ([a-z0-9.-]{1,253}) exceeded its local ephemeral storage limit "([^"]{1,40})"/;
// Pod ephemeral local storage usage exceeds the total limit of containers 10Mi.
const POD_STORAGE =
  /^Pod ephemeral local storage usage exceeds the total limit of containers ([0-9A-Za-z.]{1,40}[0-9A-Za-z])/;

/** Which limit of its own the pod went over, and where that limit stands. */
export function ownStorageDetails(message: string): Details {
  const [, volume, size] = EMPTY_DIR.exec(message) ?? [];
  if (volume !== undefined) {
    return {
      over: `its volume "${volume}" (emptyDir) held more than the ${size} that it may`,
      setting: `the sizeLimit ${size} of volume "${volume}"`,
    };
  }
  const [, container, limit] = CONTAINER_STORAGE.exec(message) ?? [];
  if (container !== undefined) {
    return {
      over: `container "${container}" wrote more than ${limit} to the local disk, log included`,
      setting: `the ephemeral-storage limit ${limit} of container "${container}"`,
    };
  }
  const total = POD_STORAGE.exec(message)?.[1];
  if (total === undefined) return undefined;
  return {
    over: `its containers together wrote more than ${total} to the local disk, logs and emptyDir volumes included`,
    setting: `the ephemeral-storage limits of its containers, ${total} together`,
  };
}
