import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { type ProviderName, providerNames } from './provider.ts';

type Verb = 'up' | 'down' | 'status';

export interface Arguments {
  readonly verb: Verb | 'help';
  readonly state: string;
  readonly kubeconfig: string | undefined;
  readonly provider: ProviderName | 'auto';
  readonly yes: boolean;
  readonly install: boolean;
  readonly forceRebuild: boolean;
}

export type ParsedArguments =
  | { readonly ok: true; readonly arguments: Arguments }
  | { readonly ok: false; readonly message: string };

export const helpText = `A disposable Kubernetes for the tests: one real node on this machine.

  npm run cluster:up      builds it if needed, starts it, prints the KUBECONFIG to use
  npm run cluster:status  says what runs; exit code 0 healthy, 1 unhealthy, 3 no cluster
  npm run cluster:down    stops it and removes everything it made, except the build cache

Flags (after "--" when called through npm)
  --kubeconfig FILE  (up) use this cluster instead of making one; it must hold the ConfigMap
                     kube-system/servicehealth-disposable, or --yes must be given
  --provider NAME    (up) given: that of --kubeconfig; kind: one of kind, on Docker or Podman;
                     built: one built from Go modules, on Linux as root. Default: the given one,
                     else the built one that is there, else kind where it is installed and an
                     engine answers, else a built one.
                     In kind the zoo's registries do not exist: it is for trying the operator and
                     one's own workloads. e2e and the demo make a built cluster.
  --yes              the cluster given with --kubeconfig may be spoilt
  --state DIR        where the cluster keeps its data (default: the user's cache folder)
  --install          install missing Debian packages with apt-get
  --force-rebuild    build the Kubernetes binary again; on up, start from an empty cluster
  --help             this text
`;

/** The user's cache folder: what lies there may be deleted at any time and is made again. */
export function cacheFolder(environment: Readonly<Record<string, string | undefined>>): string {
  const base = environment['XDG_CACHE_HOME'];
  return join(
    base === undefined || base === '' ? join(homedir(), '.cache') : base,
    'servicehealth',
  );
}

const switches = {
  '--yes': 'yes',
  '--install': 'install',
  '--force-rebuild': 'forceRebuild',
} as const;
const verbs: ReadonlySet<string> = new Set(['up', 'down', 'status']);
const valueFlags: ReadonlySet<string> = new Set(['--state', '--kubeconfig', '--provider']);

interface Draft {
  verb: Verb | 'help' | undefined;
  state: string;
  kubeconfig: string | undefined;
  provider: ProviderName | 'auto';
  yes: boolean;
  install: boolean;
  forceRebuild: boolean;
}

function isVerb(word: string): word is Verb {
  return verbs.has(word);
}

function isSwitch(word: string): word is keyof typeof switches {
  return Object.hasOwn(switches, word);
}

function takeProvider(draft: Draft, value: string | undefined): string | undefined {
  const provider = providerNames.find((name) => name === value);
  if (provider === undefined && value !== 'auto') {
    return `--provider takes auto, ${providerNames.join(', ')}.`;
  }
  draft.provider = provider ?? 'auto';
  return undefined;
}

/** Returns the complaint, or undefined when the word was understood. */
function takeWord(draft: Draft, word: string, value: string | undefined): string | undefined {
  if (word === '--help' || word === '-h') {
    draft.verb = 'help';
  } else if (isSwitch(word)) {
    draft[switches[word]] = true;
  } else if (word === '--state' || word === '--kubeconfig') {
    if (value === undefined || value === '') return `${word} needs a path.`;
    draft[word === '--state' ? 'state' : 'kubeconfig'] = resolve(value);
  } else if (word === '--provider') {
    return takeProvider(draft, value);
  } else if (!isVerb(word)) {
    return `Unknown argument "${word}"; see --help.`;
  } else if (draft.verb === 'help' || draft.verb === undefined) {
    draft.verb ??= word;
  } else {
    return `Both "${draft.verb}" and "${word}" were asked for; give one.`;
  }
  return undefined;
}

/** `--flag=value` and `--flag value` are the same; only these three flags take a value. */
function splitWords(words: readonly string[]): readonly string[] {
  return words.flatMap((word) => {
    const match = /^(--(?:state|kubeconfig|provider))=(.*)$/.exec(word);
    return match === null ? [word] : [match[1] ?? '', match[2] ?? ''];
  });
}

export function parseArguments(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): ParsedArguments {
  const draft: Draft = {
    verb: undefined,
    state: join(cacheFolder(environment), 'cluster'),
    kubeconfig: undefined,
    provider: 'auto',
    yes: false,
    install: false,
    forceRebuild: false,
  };
  const rest = [...splitWords(words)];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const takesValue = valueFlags.has(word);
    const complaint = takeWord(draft, word, takesValue ? rest.shift() : undefined);
    if (complaint !== undefined) return { ok: false, message: complaint };
  }
  if (draft.kubeconfig !== undefined && (draft.verb === 'down' || draft.verb === 'status')) {
    return { ok: false, message: '--kubeconfig goes with "up": a given cluster is left as it is.' };
  }
  if (draft.verb === undefined)
    return { ok: false, message: 'Say up, down or status; see --help.' };
  return { ok: true, arguments: { ...draft, verb: draft.verb } };
}
