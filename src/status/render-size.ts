// Keeps an object small enough to be watched by everybody: 16 KiB as a rule, 64 KiB always.
import { BOUNDS } from '../api/bounds.ts';
import type { Diagnosis } from '../api/diagnosis.ts';
import type { Condition, ServiceHealthStatus } from '../api/status.ts';
import { briefDiagnosis } from './render-diagnosis.ts';
import { LEAST_LOGS, LOG_PLANS, type LogPlan, NO_LOGS, shortenLogs } from './render-logs.ts';
import { cut } from './render-text.ts';

const KIB = 1_024;
// Names, labels and managedFields come on top: 2.3 KiB with seven conditions and six labels.
const RULE_BYTES = (16 - 3) * KIB;
// … and at worst, with twenty conditions and twenty labels of the longest kind, 15 KiB.
const LIMIT_BYTES = (64 - 16) * KIB;

// Below this many, diagnoses are worth more than the rule.
const KEPT_AS_A_RULE = 3;
const BARE_MESSAGE = 256;
const NOTICE_CONDITION = 'DataComplete';
const BY_SIZE = 'To keep the object small,';

/** How much of a status stays. */
interface Plan {
  /** Diagnoses that stay, most important first. */
  readonly kept: number;
  /** Of those, how many stay as they are; the others become brief. */
  readonly whole: number;
  readonly hasBreakdowns: boolean;
  /** Without workloads, autoscalers, transitions and commands, and with short messages. */
  readonly isBare: boolean;
  /** What it must fit into to be taken. */
  readonly limitBytes: number;
}

/** The status, or as much of it as fits, with a sentence about what does not. */
export function fitStatus(status: ServiceHealthStatus): ServiceHealthStatus {
  for (const candidate of withFewerLogs(status)) {
    if (statusBytes(candidate) <= RULE_BYTES) return candidate;
  }
  const smaller = withoutLogs(status);
  if (statusBytes(smaller) <= RULE_BYTES) return smaller;
  for (const plan of plansFor(status.diagnoses?.length ?? 0)) {
    const candidate = carryOut(smaller, plan);
    if (statusBytes(candidate) <= plan.limitBytes) return candidate;
  }
  return shortenStatus(smaller);
}

/** Logs go first: what they say is longest, and elsewhere in full. */
function* withFewerLogs(status: ServiceHealthStatus): Generator<ServiceHealthStatus> {
  yield status;
  const hasLogs = status.diagnoses?.some(({ logs }) => logs !== undefined) ?? false;
  if (hasLogs) for (const plan of LOG_PLANS) yield withLogs(status, plan);
  // The Events go before the last lines: most often these say more.
  const silent = { ...status, events: [] };
  yield hasLogs ? withLogs(silent, LEAST_LOGS) : silent;
}

function withLogs(status: ServiceHealthStatus, plan: LogPlan): ServiceHealthStatus {
  const diagnoses = status.diagnoses?.map((diagnosis) => shortenLogs(diagnosis, plan));
  return { ...status, ...(diagnoses && { diagnoses }) };
}

/** Only here a notice is needed: an entry that is cut says so itself. */
function withoutLogs(status: ServiceHealthStatus): ServiceHealthStatus {
  const hasLines = status.diagnoses?.some(({ logs }) => logs?.some(({ lines }) => lines));
  const silent = withLogs({ ...status, events: [] }, NO_LOGS);
  if (hasLines !== true) return silent;
  return { ...silent, ...withNotice(silent.conditions, `${BY_SIZE} logs are left out.`) };
}

/** The least that is worth writing: what remains when the API server has refused more. */
export function shortenStatus(status: ServiceHealthStatus): ServiceHealthStatus {
  return carryOut(status, {
    kept: 1,
    whole: 0,
    hasBreakdowns: false,
    isBare: true,
    limitBytes: LIMIT_BYTES,
  });
}

/** Bytes as the API server stores it: Go writes these characters as six-byte escapes. */
export function statusBytes(status: ServiceHealthStatus): number {
  const json = JSON.stringify(status);
  const escapes = json.match(/[<>&\u2028\u2029]/g)?.length ?? 0;
  return Buffer.byteLength(json) + 5 * escapes;
}

/** From everything to almost nothing; the first that fits is taken. */
function* plansFor(diagnoses: number): Generator<Plan> {
  const ruled = { hasBreakdowns: false, isBare: false, limitBytes: RULE_BYTES };
  const limited = { ...ruled, limitBytes: LIMIT_BYTES };
  yield { ...ruled, kept: diagnoses, whole: diagnoses, hasBreakdowns: true };
  if (diagnoses === 0) yield { ...limited, kept: 0, whole: 0 };
  for (let whole = diagnoses; whole >= 1; whole -= 1) yield { kept: diagnoses, whole, ...ruled };
  for (let kept = diagnoses - 1; kept >= KEPT_AS_A_RULE; kept -= 1) {
    yield { kept, whole: 1, ...ruled };
  }
  for (let kept = Math.min(diagnoses, KEPT_AS_A_RULE); kept >= 1; kept -= 1) {
    yield { kept, whole: 1, ...limited };
  }
  yield { kept: 1, whole: 0, ...limited };
}

function carryOut(status: ServiceHealthStatus, plan: Plan): ServiceHealthStatus {
  const all = status.diagnoses ?? [];
  const kept = all.slice(0, plan.kept).map((diagnosis, index) => {
    return index < plan.whole ? diagnosis : briefDiagnosis(diagnosis);
  });
  const smaller = withoutBreakdowns(plan.isBare ? bare(status) : status, plan);
  if (plan.whole >= all.length && smaller === status) return status;
  return {
    ...smaller,
    ...(kept.length === 0 ? {} : { diagnoses: kept }),
    ...withNotice(smaller.conditions, describeCut(status, kept, plan)),
  };
}

/** Counts are the first to go: the diagnoses say what matters of them. */
function withoutBreakdowns(status: ServiceHealthStatus, { hasBreakdowns }: Plan) {
  if (hasBreakdowns || status.breakdowns === undefined) return status;
  const { breakdowns: _breakdowns, ...rest } = status;
  return rest;
}

function bare(status: ServiceHealthStatus): ServiceHealthStatus {
  const {
    workloads: _workloads,
    autoscalers: _autoscalers,
    transitions: _transitions,
    commands: _commands,
    events: _events,
    ...rest
  } = status;
  const conditions = rest.conditions?.map((condition) => ({
    ...condition,
    message: cut(condition.message, BARE_MESSAGE),
  }));
  return { ...rest, ...(conditions === undefined ? {} : { conditions }) };
}

function describeCut(
  { diagnoses = [], breakdowns }: ServiceHealthStatus,
  kept: readonly Diagnosis[],
  { whole, isBare, hasBreakdowns }: Plan,
): string {
  const dropped = diagnoses.length - kept.length;
  const shortened = Math.max(0, kept.length - whole);
  const parts = [
    ...(dropped > 0 ? [`${verbFor(dropped)} left out`] : []),
    ...(shortened > 0 ? [`${verbFor(shortened)} shortened`] : []),
    ...(breakdowns !== undefined && !hasBreakdowns ? ['breakdowns are left out'] : []),
    ...(isBare ? ['workloads, autoscalers, transitions and commands are left out'] : []),
  ];
  return `${BY_SIZE} ${parts.join(', ')}.`;
}

function verbFor(count: number): string {
  return count === 1 ? '1 diagnosis is' : `${count} diagnoses are`;
}

/** The notice comes first: the end of a long message is what gets cut. */
function withNotice(
  conditions: readonly Condition[] | undefined,
  notice: string,
): { conditions?: Condition[] } {
  if (conditions === undefined) return {};
  return {
    conditions: conditions.map((condition) => {
      if (condition.type !== NOTICE_CONDITION) return condition;
      const message = `${notice} ${condition.message}`.trimEnd();
      return { ...condition, message: cut(message, BOUNDS.conditionMessage) };
    }),
  };
}
