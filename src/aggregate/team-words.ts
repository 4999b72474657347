import { RULE_BOUNDS } from '../api/rule-bounds.ts';
import type { Classifier } from '../classify/types.ts';
import type { CodeAnnotation } from '../facts/index.ts';
import type { ReportDiagnosis } from './types.ts';

/** What the platform team says to a diagnosis, its own or another; what nobody says is absent. */
export function teamWords(
  { team }: Classifier,
  annotations: readonly CodeAnnotation[],
): Pick<ReportDiagnosis, 'rule' | 'runbookURL' | 'links' | 'note'> {
  if (team === undefined && annotations.length === 0) return {};
  const addresses = annotations.map(({ runbookURL }) => runbookURL);
  const runbookURL = [team?.link, ...addresses].find((url) => url !== undefined);
  const links = annotations.flatMap((it) => it.links).slice(0, RULE_BOUNDS.links);
  const note = annotations
    .map(({ sentence }) => sentence)
    .filter((sentence) => sentence !== '')
    .join(' ');
  return {
    ...(team && { rule: team.rule }),
    ...(runbookURL !== undefined && { runbookURL }),
    ...(links.length > 0 && { links }),
    ...(note !== '' && { note }),
  };
}
