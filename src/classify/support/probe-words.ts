import type { ProbeFact } from '../../facts/index.ts';
import { COMMAND_FAILED, NOT_CARRIED_OUT, PROBE_ANSWERS, UNKNOWN_ANSWER } from './probe-answers.ts';
import { brief, steadyText } from './text.ts';

// What a failed probe got, in words, from the text of the kubelet's Unhealthy event ("Readiness probe failed: …").

const MAX_QUOTE_CHARACTERS = 240;
/** How the container runtime's answers begin, whatever they say. */
const GRPC_HEAD = /^rpc error: code = [A-Za-z]{1,30} desc = /;

/** The kubelet's own words before the cause, pkg/kubelet/prober/prober.go. */
const HEAD = /^\w+ probe (failed|errored)[^:]{0,40}: ?/i;

/** Details for the texts of probe rules. */
export function probeWords(
  probe: ProbeFact | undefined,
  failure: string,
): Readonly<Record<string, string>> {
  const { answer, advice } = answerTo(probe, failure);
  const quote = failureText(failure);
  return {
    answer: quote === '' ? answer : `${answer} ("${quote}")`,
    advice,
    probe: probe === undefined ? 'the probe' : describeProbe(probe),
    patience: probe === undefined ? 'several times' : patience(probe),
  };
}

function answerTo(probe: ProbeFact | undefined, failure: string) {
  const isErrored = HEAD.exec(failure)?.[1]?.toLowerCase() === 'errored';
  const text = failure.replace(HEAD, '').trimEnd();
  const known = PROBE_ANSWERS.find(
    ({ pattern, handler }) =>
      (handler === undefined || handler === probe?.handler) && pattern.test(text),
  );
  if (known !== undefined) return known;
  if (isErrored) return NOT_CARRIED_OUT;
  return probe?.handler === 'exec' ? COMMAND_FAILED : UNKNOWN_ANSWER;
}

/** "GET /healthz on port 8080". */
function describeProbe({ handler, port, path }: ProbeFact): string {
  if (handler === 'http')
    return `the probe GET ${brief(path || '/', 80)} on port ${brief(port, 20)}`;
  if (handler === 'exec') return 'the command of the probe';
  return `the ${handler} probe of port ${brief(port, 20)}`;
}

function patience({ failureThreshold, periodSeconds }: ProbeFact): string {
  const times = failureThreshold === 1 ? 'once' : `${failureThreshold} times in a row`;
  return `${times}, tried every ${periodSeconds} s`;
}

/** What follows the kubelet's own words; a probe without output leaves nothing after the colon. Pod IPs change. */
function failureText(message: string): string {
  const text = steadyText(message).replace(HEAD, '').replace(GRPC_HEAD, '');
  return brief(
    text.replaceAll(/\b(?!127\.)\d{1,3}(?:\.\d{1,3}){3}\b/g, '<pod IP>'),
    MAX_QUOTE_CHARACTERS,
  );
}
