// Every setting of the operator: one schema gives the flags, the environment variables, --help and the checks.

import { parseArgs } from 'node:util';
import { z } from 'zod';
import { DEFAULT_IDENTITY } from './index/service-key.ts';
import { watchedNamespaces } from './scopes.ts';
import { DEFAULT_VERSION_FROM, VERSION_FROM_ENTRY } from './sources/versions.ts';
import { DEFAULT_COPY_LABELS } from './status/copied-labels.ts';

function list(what: z.ZodString, { min = 1, max = 32 } = {}) {
  return z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .pipe(
      z
        .array(what)
        .min(min, { error: 'at least one entry' })
        .max(max, { error: `at most ${max} entries` }),
    );
}

const labelKey = z.string().regex(/^[A-Za-z0-9./_-]{1,317}(\+[A-Za-z0-9./_-]{1,317})?$/, {
  error: 'label keys, two joined by + for a pair',
});

const versionEntry = z.string().regex(VERSION_FROM_ENTRY, {
  error: 'image-tag, label:KEY or annotation:KEY',
});

const namespaceName = z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, {
  error: 'names of namespaces',
});

const labelPattern = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9./_-]{0,316}\*?$/, {
  error: 'label keys, a * at the end stands for anything',
});

/** Each namespace has watches of its own, so a long list is a watch over all and a list of exceptions. */
const MAX_NAMESPACES = 32;
const MAX_EXCLUDED = 256;

const MAX_PORT = 65_535;

function hasPort(address: string): boolean {
  return Number(address.slice(address.lastIndexOf(':') + 1)) <= MAX_PORT;
}

const address = { error: `HOST:PORT, or :PORT for all addresses, up to port ${MAX_PORT}` };
const qps = { error: 'a number from 0.1 to 1000' };
const burst = { error: 'a whole number from 1 to 10000' };
const maxServices = { error: 'a whole number from 1 to 100000' };
const unlabelledWords = ['owners', 'ignore'] as const;
const logWords = ['on', 'off'] as const;
const logLevels = ['debug', 'info', 'warn', 'error'] as const;

/** The settings. Descriptions are the text of --help. */
export const settingsSchema = z.object({
  kubeconfig: z
    .string()
    .default('')
    .describe(
      'Kubeconfig file. When empty: $KUBECONFIG, else ~/.kube/config, else the pod’s own service account.',
    ),
  serviceLabels: list(labelKey)
    .default([...DEFAULT_IDENTITY.serviceLabels])
    .describe('Labels that name the service, best first, comma-separated; a + joins a pair.'),
  unlabelled: z
    .enum(unlabelledWords, { error: unlabelledWords.join(' or ') })
    .default(DEFAULT_IDENTITY.unlabelled)
    .describe(
      'Workloads without such a label: "owners" names the service after the workload, "ignore" leaves them out.',
    ),
  namespaces: list(namespaceName, { max: MAX_NAMESPACES })
    .default([])
    .describe(`Namespaces to watch, comma-separated, at most ${MAX_NAMESPACES}. When empty: all.`),
  excludeNamespaces: list(namespaceName, { max: MAX_EXCLUDED })
    .default([])
    .describe('Namespaces to leave out, comma-separated.'),
  copyLabels: list(labelPattern, { min: 0 })
    .default([...DEFAULT_COPY_LABELS])
    .describe(
      'Labels of a workload that its report gets too, besides those that name the service; a * at the end stands for anything.',
    ),
  maxServicesPerNamespace: z.coerce
    .number(maxServices)
    .int(maxServices)
    .min(1, maxServices)
    .max(100_000, maxServices)
    .default(500)
    .describe(
      'Services of one namespace that get a report. Those that have one keep it, others come by name.',
    ),
  versionFrom: list(versionEntry, { max: 5 })
    .default([...DEFAULT_VERSION_FROM])
    .describe(
      'Where a pod’s version comes from: image-tag, label:KEY or annotation:KEY, comma-separated, first hit wins.',
    ),
  clusterName: z
    .string()
    .regex(/^[A-Za-z0-9@:/._-]{0,128}$/, { error: 'at most 128 letters, digits and @:/._-' })
    .default('')
    .describe('Name of the cluster in reports, and --context of the commands they give.'),
  logs: z
    .enum(logWords, { error: logWords.join(' or ') })
    .default('on')
    .describe(
      'Whether the logs of containers that died are read, and their last lines quoted in reports.',
    ),
  writeQps: z.coerce
    .number(qps)
    .min(0.1, qps)
    .max(1000, qps)
    .default(50)
    .describe('Status writes per second.'),
  writeBurst: z.coerce
    .number(burst)
    .int(burst)
    .min(1, burst)
    .max(10_000, burst)
    .default(100)
    .describe('Status writes at once.'),
  healthAddress: z
    .string()
    .regex(/^(\[[0-9a-fA-F:]+\]|[0-9A-Za-z.-]*):[0-9]{1,5}$/, address)
    .refine(hasPort, address)
    .default('127.0.0.1:8080')
    .describe('Where /healthz and /readyz are served.'),
  logLevel: z
    .enum(logLevels, { error: logLevels.join(', ') })
    .default('info')
    .describe('The least important line that is logged.'),
});

/** All settings, checked. */
export type Settings = z.infer<typeof settingsSchema>;

type SettingName = keyof Settings;

const PREFIX = 'SERVICEHEALTH_';

/** What the command line asked for. */
export type ParsedSettings =
  | { readonly kind: 'run'; readonly settings: Settings }
  | { readonly kind: 'help'; readonly text: string }
  /** One line: the setting, what came, what is allowed. */
  | { readonly kind: 'wrong'; readonly message: string };

function names(): readonly SettingName[] {
  return settingsSchema.keyof().options;
}

/** serviceLabels → service-labels */
function flagOf(name: SettingName): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** serviceLabels → SERVICEHEALTH_SERVICE_LABELS */
function variableOf(name: SettingName): string {
  return PREFIX + flagOf(name).replaceAll('-', '_').toUpperCase();
}

/** Reads flags first (of two alike the last), then the environment, then the defaults. Never throws, connects to nothing. */
export function parseSettings(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): ParsedSettings {
  const read = readFlags(argv);
  if (typeof read === 'string') return { kind: 'wrong', message: read };
  if (read['help'] !== undefined) return { kind: 'help', text: helpText() };
  const given = new Map<SettingName, Given>();
  for (const name of names()) {
    const flag = read[flagOf(name)];
    // A manifest that leaves a variable empty leaves it out.
    const variable = environment[variableOf(name)] || undefined;
    if (typeof flag === 'string') given.set(name, { text: flag, from: `--${flagOf(name)}` });
    else if (variable !== undefined) given.set(name, { text: variable, from: variableOf(name) });
  }
  return check(given);
}

/** A value as it came, and the flag or variable that it came by. */
interface Given {
  readonly text: string;
  readonly from: string;
}

function check(given: ReadonlyMap<SettingName, Given>): ParsedSettings {
  const values = Object.fromEntries([...given].map(([name, { text }]) => [name, text]));
  const result = settingsSchema.safeParse(values);
  if (result.success) return checkTogether(result.data, given);
  const [issue] = result.error.issues;
  const name = names().find((known) => known === issue?.path[0]);
  return wrong(name && given.get(name), issue?.message ?? 'another value');
}

/** What each setting alone cannot know. */
function checkTogether(settings: Settings, given: ReadonlyMap<SettingName, Given>): ParsedSettings {
  if (watchedNamespaces(settings)?.length !== 0) return { kind: 'run', settings };
  return wrong(given.get('namespaces'), 'at least one that exclude-namespaces does not leave out');
}

function wrong(given: Given | undefined, allowed: string): ParsedSettings {
  const came = given === undefined ? '' : ` ${JSON.stringify(given.text.slice(0, 100))}`;
  return {
    kind: 'wrong',
    message: `${given?.from ?? 'settings'}: got${came}, allowed: ${allowed}`,
  };
}

function readFlags(argv: readonly string[]): Record<string, unknown> | string {
  const options: Record<string, { type: 'string' | 'boolean' }> = { help: { type: 'boolean' } };
  for (const name of names()) options[flagOf(name)] = { type: 'string' };
  try {
    return parseArgs({ args: [...argv], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('. ')[0] : String(error);
    return `${reason ?? 'bad command line'}; see --help for the flags that exist`;
  }
}

/** The text of --help, from the schema. */
export function helpText(): string {
  const lines = [
    'Usage: servicehealth [flags]',
    '',
    'Watches a cluster and writes one ServiceHealth object per service.',
    'A flag beats its environment variable, which is in brackets.',
    '',
  ];
  const shape = settingsSchema.shape;
  for (const name of names()) {
    const setting = shape[name];
    lines.push(`  --${flagOf(name)} VALUE  (${variableOf(name)})`);
    lines.push(
      `      ${setting.description ?? ''} Default: ${defaultText(setting.def.defaultValue)}`,
    );
  }
  lines.push('  --help', '      Prints this.', '');
  return lines.join('\n');
}

function defaultText(value: unknown): string {
  const text = Array.isArray(value) ? value.join(',') : String(value);
  return text === '' ? '""' : text;
}
