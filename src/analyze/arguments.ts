import { parseArgs } from 'node:util';
import { parseSettings, type Settings } from '../config.ts';
import type { EpochMs } from '../facts/index.ts';
import { instant } from '../sources/read.ts';

const OUTPUTS = ['table', 'yaml', 'json'] as const;

/** How the reports are printed. */
export type Output = (typeof OUTPUTS)[number];

/** What the command line asked for. */
export interface AnalyzeArguments {
  /** Empty or "-": standard input. */
  readonly files: readonly string[];
  readonly nowMs: EpochMs | undefined;
  readonly output: Output;
  readonly settings: Settings;
}

/** The command line, checked. */
export type ParsedArguments =
  | { readonly kind: 'run'; readonly arguments: AnalyzeArguments }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly message: string };

/** Settings of the operator that make a difference without a cluster. */
const SETTING_FLAGS = ['service-labels', 'unlabelled', 'copy-labels', 'cluster-name'] as const;

export const HELP_TEXT = `Says what is wrong with the services in a dump, without a cluster.

  kubectl get pods,events,deployments,replicasets,services --output json > dump.json
  npm run analyze -- dump.json
  kubectl get pods,events --all-namespaces --output json | npm run --silent analyze

A HealthRule can be tried before it is applied: npm run analyze -- dump.json rule.yaml

Files hold what "kubectl get … --output json" prints: objects or Lists, several one after another; those that end in
.yaml or .yml hold YAML. The more kinds, the more can be told: pods, events, deployments, replicasets, statefulsets,
daemonsets, jobs, cronjobs, services, nodes, horizontalpodautoscalers, persistentvolumeclaims, persistentvolumes,
storageclasses, namespaces, resourcequotas, endpointslices, ingresses, poddisruptionbudgets, healthrules.

Flags
  --now TIME         the instant at which it is judged, such as 2026-01-31T12:00:00Z. Without it standard input is
                     judged now, and files at the newest time that stands in them
  --output, -o WORD  table (as kubectl prints it, the default), yaml or json
  --service-labels, --unlabelled, --copy-labels, --cluster-name
                     as for the operator: see "npm start -- --help"
  --help, -h         this text
`;

/** Never throws. */
export function parseAnalyzeArguments(words: readonly string[]): ParsedArguments {
  const flags = readFlags(words);
  if (typeof flags === 'string') return { kind: 'wrong', message: flags };
  const { values, positionals } = flags;
  if (values.help === true) return { kind: 'help' };
  const output = OUTPUTS.find((word) => word === (values.output ?? 'table'));
  if (output === undefined) return wrong('--output', values.output, OUTPUTS.join(', '));
  const nowMs = instant(values.now);
  if (values.now !== undefined && nowMs === undefined) {
    return wrong('--now', values.now, 'an RFC 3339 time such as 2026-01-31T12:00:00Z');
  }
  const settings = parseSettings(settingFlags(values), {});
  if (settings.kind === 'wrong') return settings;
  if (settings.kind === 'help') return { kind: 'help' };
  return {
    kind: 'run',
    arguments: { files: positionals, nowMs, output, settings: settings.settings },
  };
}

type Flags = Readonly<Record<string, string | boolean | undefined>>;

function readFlags(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        now: { type: 'string' },
        output: { type: 'string', short: 'o' },
        help: { type: 'boolean', short: 'h' },
        ...Object.fromEntries(SETTING_FLAGS.map((flag) => [flag, { type: 'string' as const }])),
      },
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('. ')[0] : String(error);
    return `${reason}; see --help`;
  }
}

function settingFlags(values: Flags): readonly string[] {
  return SETTING_FLAGS.flatMap((flag) => {
    const value = values[flag];
    return typeof value === 'string' ? [`--${flag}=${value}`] : [];
  });
}

function wrong(flag: string, got: unknown, allowed: string): ParsedArguments {
  const came = JSON.stringify(String(got).slice(0, 100));
  return { kind: 'wrong', message: `${flag}: got ${came}, allowed: ${allowed}` };
}
