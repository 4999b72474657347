// Third stage: turns the snapshot of one service into findings. Pure: the same snapshot gives the same findings.
import type { ServiceSnapshot } from '../facts/index.ts';
import { ruleFailure } from './failure.ts';
import { withOnce } from './once.ts';
import type { Classifier, Input, RuledFinding, RuleSnapshot, Subject } from './types.ts';

/** Stands for every other code in `yieldsTo`. */
const ANY_CODE = '*';

/**
 * Runs every rule by itself and drops findings that yield to a better one on the same subject.
 * Order: that of the rules, then that of each rule's findings; both follow the sorted snapshot.
 */
export function classify(
  snapshot: ServiceSnapshot,
  rules: readonly Classifier[],
): readonly RuledFinding[] {
  const view = withOnce(snapshot);
  const isAtItsEnd = snapshot.namespace !== undefined;
  const asked = isAtItsEnd ? rules.filter(({ speaksAtTheEnd }) => speaksAtTheEnd) : rules;
  const found = asked.flatMap((rule) => runIsolated(rule, view));
  const bySubject = Map.groupBy(found, (entry) => subjectKey(entry.finding.subject));
  const dropped = new Set([...bySubject.values()].flatMap(yielding));
  const explained = explainedPods(found);
  return found.filter((entry) => !dropped.has(entry) && !isExplained(entry, explained));
}

/** One text per subject: findings with equal keys are about the same thing. */
export function subjectKey(subject: Subject): string {
  const { workload, pod = '', container = '', node = '', about = '' } = subject;
  return `${workload.kind}
${workload.name}
${pod}
${container}
${node}
${about}`;
}

/** The pods, as subjects, of which one finding explains all others. */
function explainedPods(found: readonly RuledFinding[]): ReadonlySet<string> {
  const explaining = found.filter(({ finding }) => finding.explainsPod === true);
  return new Set(explaining.map(({ finding }) => podKey(finding.subject)));
}

/** What follows for the workload as a whole is told apart by a later stage. */
function isExplained({ rule, finding }: RuledFinding, explained: ReadonlySet<string>): boolean {
  if (finding.explainsPod === true || rule.isConsequence === true) return false;
  if (explained.size === 0 || finding.subject.pod === undefined) return false;
  return explained.has(podKey(finding.subject));
}

function podKey({ workload, pod = '' }: Subject): string {
  return subjectKey({ workload, pod });
}

function runIsolated(rule: Classifier, snapshot: RuleSnapshot<Input>): readonly RuledFinding[] {
  try {
    return rule.classify(snapshot).map((finding) => ({ rule, finding }));
  } catch (error) {
    // One broken rule must not cost the service the other diagnoses.
    return [ruleFailure(rule, error, snapshot)];
  }
}

/**
 * Those of one subject of which another knows better. Rules of the platform team come second: they meet what the
 * operator has made up its mind to say, so that none of theirs can upset how built-in ones yield to each other. To a
 * guess of the operator they do not yield: they take its place.
 */
function yielding(rivals: readonly RuledFinding[]): readonly RuledFinding[] {
  const own = rivals.filter(({ rule }) => rule.team !== undefined);
  const known = rivals.filter(({ rule }) => rule.team === undefined);
  const lost = beaten(known, known);
  if (own.length === 0) return lost;
  const standing = known.filter((entry) => !lost.includes(entry));
  const guesses = standing.filter(({ finding }) => finding.confidence === 'likely');
  const weak = beaten(
    own,
    standing.filter((entry) => !guesses.includes(entry)),
  );
  const strong = own.filter((entry) => !weak.includes(entry));
  const outdone = guesses.filter((guess) => strong.some((entry) => isInPlaceOf(entry, guess)));
  return [...lost, ...weak, ...outdone, ...beaten(standing, strong)];
}

/** Whether the rule of the team would yield to this one, were it sure of itself. */
function isInPlaceOf(entry: RuledFinding, guess: RuledFinding): boolean {
  return knowsBetter(guess.rule, entry.rule) && hidesNoPresent(entry, guess);
}

function beaten(
  entries: readonly RuledFinding[],
  rivals: readonly RuledFinding[],
): readonly RuledFinding[] {
  return entries.filter((entry) => rivals.some((rival) => yields(entry, rival)));
}

/** History never hides what is happening now. */
function yields(entry: RuledFinding, rival: RuledFinding): boolean {
  if (!knowsBetter(rival.rule, entry.rule)) return false;
  return hidesNoPresent(rival, entry);
}

function hidesNoPresent(rival: RuledFinding, entry: RuledFinding): boolean {
  return rival.finding.state === 'active' || entry.finding.state === 'recovered';
}

/** True when the first rule's finding stands and the second's goes, should both report one subject. */
export function knowsBetter(better: Classifier, other: Classifier): boolean {
  if (better.code === other.code) return false;
  if (better.outranks?.includes(other.code) === true) return true;
  const yieldsTo = other.yieldsTo ?? [];
  if (yieldsTo.includes(better.code)) return true;
  // What only follows from a cause must not hide it, however little is known of the cause; nor must a hint of the
  // platform team, which names what it hides.
  return yieldsTo.includes(ANY_CODE) && better.isConsequence !== true && better.team === undefined;
}
