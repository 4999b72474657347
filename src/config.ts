// Every setting of the operator: one schema gives the flags, the environment variables, --help and the checks.

import { parseArgs } from 'node:util';
import { z } from 'zod';
import { DEFAULT_IDENTITY } from './index/service-key.ts';

function list(what: z.ZodString) {
  return z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .pipe(z.array(what).min(1, { error: 'at least one entry' }).max(32));
}

const labelKey = z.string().regex(/^[A-Za-z0-9./_-]{1,317}(\+[A-Za-z0-9./_-]{1,317})?$/, {
  error: 'label keys, two joined by + for a pair',
});

const MAX_PORT = 65_535;

function hasPort(address: string): boolean {
  return Number(address.slice(address.lastIndexOf(':') + 1)) <= MAX_PORT;
}

const address = { error: `HOST:PORT, or :PORT for all addresses, up to port ${MAX_PORT}` };
const qps = { error: 'a number from 0.1 to 1000' };
const burst = { error: 'a whole number from 1 to 10000' };
const unlabelledWords = ['owners', 'ignore'] as const;
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
  clusterName: z
    .string()
    .regex(/^[A-Za-z0-9@:/._-]{0,128}$/, { error: 'at most 128 letters, digits and @:/._-' })
    .default('')
    .describe('Name of the cluster in reports, and --context of the commands they give.'),
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
  const given = new Map<SettingName, { text: string; from: string }>();
  for (const name of names()) {
    const flag = read[flagOf(name)];
    // A manifest that leaves a variable empty leaves it out.
    const variable = environment[variableOf(name)] || undefined;
    if (typeof flag === 'string') given.set(name, { text: flag, from: `--${flagOf(name)}` });
    else if (variable !== undefined) given.set(name, { text: variable, from: variableOf(name) });
  }
  return check(given);
}

function check(
  given: ReadonlyMap<SettingName, { readonly text: string; readonly from: string }>,
): ParsedSettings {
  const values = Object.fromEntries([...given].map(([name, { text }]) => [name, text]));
  const result = settingsSchema.safeParse(values);
  if (result.success) return { kind: 'run', settings: result.data };
  const [issue] = result.error.issues;
  const name = names().find((known) => known === issue?.path[0]);
  const source = name === undefined ? undefined : given.get(name);
  const came = source === undefined ? '' : ` ${JSON.stringify(source.text.slice(0, 100))}`;
  const allowed = issue?.message ?? 'another value';
  return {
    kind: 'wrong',
    message: `${source?.from ?? 'settings'}: got${came}, allowed: ${allowed}`,
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
  if (Array.isArray(value)) return value.join(',');
  return value === '' ? '""' : String(value);
}
