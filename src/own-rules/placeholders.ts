// Which {placeholders} a rule of the platform team may use, and where.
import { placeholdersOf } from '../classify/support/template.ts';
import type { RuleDiagnosis, RuleMatch } from '../facts/index.ts';

/** Names that any text may have. None of them differs between the pods of a workload: the text would move with each. */
const ANYWHERE = ['service', 'namespace', 'workload', 'workloadName', 'who', 'Who', 'reason'];
/** Where the match is about a container. */
const OF_CONTAINER = ['container', 'containerKind', 'image'];
/** Where it is about the end of a run. */
const OF_RUN = ['exitCode'];
/**
 * In commands only what the API server has checked to be a name: people paste them into a shell, and whoever makes a pod
 * chooses its image.
 */
const IN_COMMANDS = ['kubectl', 'service', 'namespace', 'workloadName', 'workloadPath'];
const IN_CONTAINER_COMMANDS = ['pod', 'container', 'previous'];

/** What a text asks for that nothing fills; empty when all is well. */
export function unknownPlaceholder(diagnosis: RuleDiagnosis, match: RuleMatch): string {
  const { title, explanation, fixes, commands } = diagnosis;
  const isOfContainer = asksContainer(match);
  const inTexts = [
    ...ANYWHERE,
    ...(isOfContainer ? OF_CONTAINER : []),
    ...(asksRun(match) ? OF_RUN : []),
  ];
  const inCommands = [...IN_COMMANDS, ...(isOfContainer ? IN_CONTAINER_COMMANDS : [])];
  const unknown = firstUnknown([title, explanation, ...fixes], inTexts);
  return unknown ?? firstUnknown(commands, inCommands) ?? '';
}

/** Whether what is asked for can be true of a container only. */
export function asksContainer(match: RuleMatch): boolean {
  return match.waitingReasons !== undefined || match.logPattern !== undefined || asksRun(match);
}

/** Whether the end of a run is asked for. */
export function asksRun({ terminatedReasons, exitCodes }: RuleMatch): boolean {
  return terminatedReasons !== undefined || exitCodes !== undefined;
}

function firstUnknown(texts: readonly string[], known: readonly string[]): string | undefined {
  return texts.flatMap(placeholdersOf).find((name) => !known.includes(name));
}
