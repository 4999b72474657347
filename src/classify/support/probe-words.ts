import type { ProbeFact } from '../../facts/index.ts';
import { brief, steadyText } from './text.ts';

// What a failed probe got, in words, from the text of the kubelet's Unhealthy event ("Readiness probe failed: …").

/** The answer completes "the probe gets …"; the advice becomes the first fix. */
interface ProbeAnswer {
  /** Whose wording: the kubelet's prober, Go's net and net/http, grpc-health-probe. First match wins. */
  readonly pattern: RegExp;
  readonly answer: string;
  readonly advice: string;
}

const MAX_QUOTE_CHARACTERS = 240;
/** How the container runtime's answers begin, whatever they say. */
const GRPC_HEAD = /^ ?rpc error: code = [A-Za-z]{1,30} desc = /;

const PROBE_ANSWERS: readonly ProbeAnswer[] = [
  {
    pattern: /statuscode: 40[13]\b/,
    answer: 'an answer that asks for a login',
    advice: 'Let the path of the probe answer without a login',
  },
  {
    pattern: /statuscode: (?:404|405|410)\b/,
    answer: 'an answer that the path is wrong',
    advice: 'Correct the path of the probe, or add that path to the application',
  },
  {
    pattern: /statuscode: 429\b/,
    answer: 'an answer that there are too many requests',
    advice: 'Leave the path of the probe out of the rate limit of the application',
  },
  {
    pattern: /statuscode: 4\d\d\b/,
    answer: 'an answer that the request is wrong',
    advice:
      'Compare path, scheme, host and headers of the probe with what the application expects there',
  },
  {
    pattern: /statuscode: 5\d\d\b/,
    answer: 'an error of the application',
    advice: 'Read the log of the container: the application itself says that it cannot work',
  },
  {
    pattern: /statuscode: 3\d\d\b|statuscode: \d/,
    answer: 'an answer that is not a success',
    advice: 'Let the path of the probe answer with a status from 200 to 399',
  },
  {
    pattern: /server gave HTTP response to HTTPS client/,
    answer: 'plain HTTP where it asks for HTTPS',
    advice: 'Set the scheme of the probe to HTTP',
  },
  {
    pattern: /connection refused/,
    answer: 'no connection, because nothing listens on that port',
    advice:
      'Compare the port of the probe with the port the application listens on, and check that it listens on all addresses and not only on localhost',
  },
  {
    pattern:
      /Client\.Timeout exceeded|i\/o timeout|timed out|DeadlineExceeded|deadline exceeded|^timeout: /i,
    answer: 'no answer in time',
    advice: 'Find out what makes the answer slow, or raise timeoutSeconds of the probe',
  },
  {
    pattern: /NOT_SERVING/,
    answer: 'the answer NOT_SERVING',
    advice: 'Read the log of the container: the application itself says that it cannot work',
  },
  {
    // strconv.Atoi: the kubelet takes a name that no port of the container has for a number.
    pattern: /parsing ".{0,63}": invalid syntax|not found in container/,
    answer: 'nothing, because no port of the container has that name',
    advice: 'Give a port of the container that name, or put its number into the probe',
  },
  {
    pattern: /exec: ".{0,200}": (?:executable file not found|.{0,200}no such file or directory)/,
    answer: 'nothing, because the image does not have that command',
    advice: 'Add the command to the image, or probe with httpGet or tcpSocket, which need none',
  },
  {
    pattern: /probe errored/i,
    answer: 'nothing, because it cannot be carried out',
    advice: 'Correct the probe: its command, port name or handler does not work in this container',
  },
];

const UNKNOWN_ANSWER = {
  answer: 'a failure',
  advice:
    'Run the check of the probe by hand inside the container, and read the log of the container',
};

/** Details for the texts of probe rules. */
export function probeWords(
  probe: ProbeFact | undefined,
  failure: string,
): Readonly<Record<string, string>> {
  const { answer, advice } =
    PROBE_ANSWERS.find(({ pattern }) => pattern.test(failure)) ?? UNKNOWN_ANSWER;
  const quote = failureText(failure);
  return {
    answer: quote === '' ? answer : `${answer} ("${quote}")`,
    advice,
    probe: probe === undefined ? 'the probe' : describeProbe(probe),
    patience: probe === undefined ? 'several times' : patience(probe),
  };
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
  const text = steadyText(message)
    .replace(/^\w+ probe (?:failed|errored)[^:]{0,40}:/i, '')
    .replace(GRPC_HEAD, '');
  return brief(text.replaceAll(/\b\d{1,3}(?:\.\d{1,3}){3}\b/g, '<pod IP>'), MAX_QUOTE_CHARACTERS);
}
