// What an error of the panel is worth: which cause it names, and what it rests on.
import type { PanelError } from './panel.ts';

/** Causes by the advice that the panel gives. Read in its favour: of a sentence with several causes each counts. */
const CAUSES_BY_ADVICE: Readonly<Record<string, readonly string[]>> = {
  CreateContainerConfigError: ['ConfigMapMissing', 'SecretMissing', 'ConfigKeyMissing'],
  Error: ['AppError'],
  ImagePullBackOff: ['ImageAccessAmbiguous'],
  InvalidImageName: ['InvalidImageName'],
  OOMKilled: ['OOMKilled'],
  ReadinessProbeFailed: ['ReadinessFailing'],
};

/** Where no advice is given the type says the cause. */
const CAUSES_BY_TYPE: Readonly<Record<string, readonly string[]>> = {
  'hpa-max-current-replicas': ['HPAAtMax'],
};

/** True when a reader of this error is told of the cause, in whatever words. */
export function namesCause({ type, proposedFix }: PanelError, code: string): boolean {
  const byAdvice = CAUSES_BY_ADVICE[proposedFix?.errorType ?? ''] ?? [];
  return [...byAdvice, ...(CAUSES_BY_TYPE[type] ?? [])].includes(code);
}

/** Why an error is raised where nothing is wrong, by its type. */
const WRONG_BECAUSE: Readonly<Record<string, string>> = {
  'condition-message-present': 'the pods of the Deployment are starting, or it is being deleted',
  'container-waiting': 'the container is about to start',
  'containers-restarting': 'a restart counts for ever, and this one is over',
  'hpa-max-current-replicas': 'as many pods as allowed run, and no more are asked for',
  'readiness-probe-taking-too-long': 'the startup probe still gives the container time',
};

/** The reason of a false alarm. Throws for a type that nobody has looked at. */
export function whyWrong(type: string): string {
  const reason = WRONG_BECAUSE[type];
  if (reason === undefined) {
    throw new Error(`say in WRONG_BECAUSE why "${type}" is raised where nothing is wrong`);
  }
  return reason;
}

/** The kinds in which the panel looks for errors at all. */
const JUDGED: ReadonlySet<string> = new Set(['Pod', 'Deployment', 'HorizontalPodAutoscaler']);

/** What it does not look at in these, by where our proof of the problem stands. The first that fits is told. */
const UNSEEN: readonly (readonly [proof: RegExp, why: string])[] = [
  [/^Pod\/\S+ status\.initContainerStatuses/, 'it does not look at init containers'],
  [/^HorizontalPodAutoscaler\//, 'of an autoscaler it compares two numbers only'],
  [/^Pod\/\S+ status\.conditions/, 'it does not read the conditions of pods'],
  [/^Pod\/\S+ status\.(reason|message|phase)/, 'it does not read why a pod ended'],
  [/^Pod\/\S+ status\.containerStatuses/, 'the container has neither restarted nor waits'],
  [/ event /, 'only an Event tells, and it reads none'],
];

/** Why the panel cannot see what this proof shows. Throws for a proof that nobody has looked at. */
export function whyUnseen(proof: readonly string[]): string {
  if (proof.length === 0) return 'the objects that are left do not tell of it';
  const kinds = proof.map((line) => line.slice(0, line.indexOf('/')));
  const other = kinds.find((kind) => !JUDGED.has(kind));
  if (other !== undefined) return `it looks for no errors in a ${other}`;
  const [, why] = UNSEEN.find(([place]) => proof.some((line) => place.test(line))) ?? [];
  if (why === undefined) {
    throw new Error(`say in UNSEEN why the panel does not see ${proof.join(', ')}`);
  }
  return why;
}
