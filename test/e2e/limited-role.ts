// A second operator, confined to one namespace, under a role that lacks a right and gets it later. Beside the zoo: it
// costs no time of its own.
import { parse } from 'yaml';
import { z } from 'zod';
import {
  generatedRules,
  grantInNamespace,
  makeLimitedAccount,
  type Rule,
  ruleSchema,
} from './access.ts';
import { makeNamespaces } from './applying.ts';
import { applyObjects, kubectlMust } from './kubectl.ts';
import { OperatorProcess } from './operator-process.ts';
import type { Run } from './run.ts';
import { waitUntil } from './wait.ts';
import { limitedNamespace, smallDeployment } from './workloads.ts';

const missing = { resource: 'deployments', verb: 'list' } as const;
const services = ['limited-good', 'limited-bad'] as const;
const minute = 60_000;

const reportsSchema = z.object({
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string() }),
      status: z
        .object({
          health: z.string().optional(),
          topIssue: z.string().optional(),
          conditions: z.array(z.object({ type: z.string(), message: z.string() })).default([]),
        })
        .default({ conditions: [] }),
    }),
  ),
});
type SmallReport = z.infer<typeof reportsSchema>['items'][number]['status'];

/** By service: the word and the top issue. */
export type Words = Readonly<Record<string, string>>;

function wordsOf(reports: ReadonlyMap<string, SmallReport>): Words {
  return Object.fromEntries(
    [...reports].map(([name, { health = '', topIssue = '' }]) => {
      return [name, `${health} ${topIssue}`.trim()];
    }),
  );
}

/** All that the generated role allows, but not the missing right. */
function rulesWithout(): readonly Rule[] {
  return generatedRules().flatMap((rule) => {
    if (!rule.resources.includes(missing.resource)) return [rule];
    const others = rule.resources.filter((resource) => resource !== missing.resource);
    const verbs = rule.verbs.filter((verb) => verb !== missing.verb);
    return [
      { ...rule, resources: others },
      { ...rule, resources: [missing.resource], verbs },
    ];
  });
}

/** What a reader copies out of the report: "… add to its ClusterRole: {apiGroups: …}." */
function ruleIn(message: string): Rule {
  const text = /\{[^{}]*\}/.exec(message)?.[0];
  if (text === undefined) throw new Error(`no rule in "${message}"`);
  return ruleSchema.parse(parse(text));
}

export interface LimitedRoleStory {
  readonly wordsBefore: Words;
  readonly readinessBefore: string;
  readonly isReadyBefore: boolean;
  /** As the report gives it. */
  readonly rule: Rule;
  readonly wordsAfter: Words;
  /** From the grant to the last word. */
  readonly mendedMs: number;
}

export class LimitedRole {
  readonly #run: Run;
  #operator: OperatorProcess | undefined;
  #story: LimitedRoleStory | undefined;

  constructor(run: Run) {
    this.#run = run;
  }

  get story(): LimitedRoleStory {
    if (this.#story === undefined) throw new Error('the limited role was not tried');
    return this.#story;
  }

  /** The words are those of the end: with what the role then allows they must not change any more. */
  async tell(wanted: Words): Promise<void> {
    const rules = rulesWithout();
    const operator = await this.#start(rules);
    const refused = Object.fromEntries(services.map((name) => [name, 'Unknown CannotObserve']));
    const reports = await this.#untilWords('words without the right', refused, minute);
    const { status, text } = await operator.get('/readyz');
    const message = reports
      .get('limited-good')
      ?.conditions.find(({ type }) => type === 'DataComplete')?.message;
    const rule = ruleIn(message ?? '');
    await grantInNamespace(this.#run, limitedNamespace, [...rules, rule]);
    const grantedMs = Date.now();
    const mended = await this.#untilWords('words with the right', wanted, 2 * minute);
    this.#story = {
      wordsBefore: wordsOf(reports),
      readinessBefore: text,
      isReadyBefore: status === 200,
      rule,
      wordsAfter: wordsOf(mended),
      mendedMs: Date.now() - grantedMs,
    };
    await operator.stop();
  }

  async stop(): Promise<void> {
    if (this.#operator?.isUp) await this.#operator.stop();
  }

  async #start(rules: readonly Rule[]): Promise<OperatorProcess> {
    const run = this.#run;
    await makeNamespaces(run, [limitedNamespace]);
    const kubeconfig = await makeLimitedAccount(run);
    await grantInNamespace(run, limitedNamespace, rules);
    const namespace = limitedNamespace;
    await applyObjects(run, [
      smallDeployment({ namespace, name: 'limited-good' }),
      smallDeployment({ namespace, name: 'limited-bad', command: ['sh', '-c', 'exit 3'] }),
    ]);
    const flags = ['--namespaces', limitedNamespace];
    this.#operator = new OperatorProcess({ name: 'limited', kubeconfig, flags });
    await this.#operator.start();
    return this.#operator;
  }

  async #untilWords(
    what: string,
    wanted: Words,
    limitMs: number,
  ): Promise<ReadonlyMap<string, SmallReport>> {
    return waitUntil({ what, limitMs }, async () => {
      const get = ['--namespace', limitedNamespace, 'get', 'servicehealth', '--output', 'json'];
      const { items } = reportsSchema.parse(JSON.parse(await kubectlMust(this.#run, get)));
      const reports = new Map(items.map(({ metadata, status }) => [metadata.name, status]));
      const words = wordsOf(reports);
      const isThere = Object.entries(wanted).every(([name, word]) => words[name] === word);
      return isThere ? reports : undefined;
    });
  }
}
