// What a failed probe may get, told from the text behind "Readiness probe failed: ": the words of the kubelet and of Go's
// net and net/http (pkg/probe/{http,tcp,grpc,exec} of Kubernetes 1.34), of grpc-health-probe, and what commands print.

import type { ProbeFact } from '../../facts/index.ts';

/** The answer completes "the probe gets …"; the advice becomes the first fix. */
interface ProbeAnswer {
  readonly pattern: RegExp;
  /** Only of probes of this type; of all when it is left out. */
  readonly handler?: ProbeFact['handler'];
  readonly answer: string;
  readonly advice: string;
}

const STATUS_CODES: readonly ProbeAnswer[] = [
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
    pattern: /stopped after 10 redirects/,
    answer: 'one redirect after another',
    advice: 'Let the path of the probe answer by itself, without a redirect',
  },
];

const GRPC_ANSWERS: readonly ProbeAnswer[] = [
  {
    // The dial tries again until its time is up, so a refused connection reads like a slow one.
    pattern: /^(?:timeout|error): failed to connect service/,
    answer:
      'no gRPC connection, because nothing listens on that port or what does speaks no gRPC without TLS',
    advice:
      'Compare the port of the probe with the port on which the application serves gRPC, and check that it listens on all addresses and without TLS',
  },
  {
    pattern: /does not implement the grpc health protocol/,
    answer: 'an answer that the application has no gRPC health service',
    advice:
      'Add the standard health service (grpc.health.v1.Health) to the application, or probe with tcpSocket',
  },
  {
    pattern: /^error: health rpc probe failed: rpc error: code = NotFound\b|SERVICE_UNKNOWN/,
    answer: 'an answer that the application does not know the service the probe names',
    advice: 'Correct the field service of the probe, or let the application report that service',
  },
  {
    pattern: /NOT_SERVING/,
    answer: 'the answer NOT_SERVING',
    advice: 'Read the log of the container: the application itself says that it cannot work',
  },
];

const CONNECTIONS: readonly ProbeAnswer[] = [
  {
    pattern: /server gave HTTP response to HTTPS client/,
    answer: 'plain HTTP where it asks for HTTPS',
    advice: 'Set the scheme of the probe to HTTP',
  },
  {
    pattern: /malformed HTTP |malformed MIME header/,
    answer: 'something that is not HTTP',
    advice:
      'Compare port and scheme of the probe with what the application speaks there: HTTPS needs scheme HTTPS, and another protocol a probe of type tcpSocket or grpc',
  },
  {
    pattern: /remote error: tls: |: tls: /,
    answer: 'no secure connection',
    advice: 'Compare the scheme of the probe with the TLS settings of the application',
  },
  {
    // Tools of a command print it with a capital.
    pattern: /connection refused/i,
    handler: 'exec',
    answer: 'no connection, because nothing listens where the command asks',
    advice:
      'Compare the address and port that the command asks with those the application listens on, and read its log',
  },
  {
    pattern: /connection refused/,
    answer: 'no connection, because nothing listens on that port',
    advice:
      'Compare the port of the probe with the port the application listens on, and check that it listens on all addresses and not only on localhost',
  },
  {
    // Only a probe that names a host asks for one.
    pattern: /dial tcp: lookup \S/,
    answer: 'no connection, because the host it names is not known',
    advice: 'Leave the field host out of the probe: it then asks the pod itself',
  },
  {
    pattern: /no route to host|network is unreachable/,
    answer: 'no connection, because the node does not reach that address',
    advice:
      'Leave the field host out of the probe if it has one, else ask the platform team about the network of the node',
  },
  {
    pattern: /: (?:unexpected )?EOF$|connection reset by peer|server closed idle connection/,
    answer: 'a connection that is closed without an answer',
    advice:
      'Compare the port of the probe with what the application speaks there, and read its log for why it hangs up',
  },
  {
    pattern:
      /Client\.Timeout exceeded|i\/o timeout|timed out|DeadlineExceeded|deadline exceeded|^timeout: /i,
    answer: 'no answer in time',
    advice: 'Find out what makes the answer slow, or raise timeoutSeconds of the probe',
  },
];

const COMMAND_MISSING = {
  answer: 'nothing, because the image does not have that command',
  advice: 'Add the command to the image, or probe with httpGet or tcpSocket, which need none',
};

const COMMANDS: readonly ProbeAnswer[] = [
  {
    // strconv.Atoi: the kubelet takes a name that no port of the container has for a number.
    pattern: /parsing ".{0,63}": invalid syntax|not found in container/,
    answer: 'nothing, because no port of the container has that name',
    advice: 'Give a port of the container that name, or put its number into the probe',
  },
  {
    pattern: /exec: ".{0,200}": (?:executable file not found|.{0,200}no such file or directory)/,
    ...COMMAND_MISSING,
  },
  {
    // What shells print: "sh: curl: not found", "bash: line 1: curl: command not found".
    pattern: /^\S{0,60}sh: .{1,200}: (?:command )?not found$/,
    handler: 'exec',
    ...COMMAND_MISSING,
  },
];

/** First match wins: what a server says comes before how the connection ended. */
export const PROBE_ANSWERS: readonly ProbeAnswer[] = [
  ...STATUS_CODES,
  ...GRPC_ANSWERS,
  ...CONNECTIONS,
  ...COMMANDS,
];

/** Of a probe that the kubelet cannot carry out, whatever it says. */
export const NOT_CARRIED_OUT = {
  answer: 'nothing, because it cannot be carried out',
  advice: 'Correct the probe: its command, port name or handler does not work in this container',
};

/** Of a command only that it did not end with 0, and what it printed. */
export const COMMAND_FAILED = {
  answer: 'an exit code other than 0',
  advice:
    'Run the command of the probe by hand inside the container, and read the log of the container',
};

export const UNKNOWN_ANSWER = {
  answer: 'a failure',
  advice:
    'Run the check of the probe by hand inside the container, and read the log of the container',
};
