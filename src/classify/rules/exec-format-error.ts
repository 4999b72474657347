import { defineClassifier } from '../define.ts';
import { crashFindings, newestCrash } from '../support/crash-findings.ts';
import { crashLog } from '../support/example-logs.ts';
import { loopingPod } from '../support/example-pods.ts';
import { crashed } from '../support/examples.ts';
import { saidLast } from '../support/log-findings.ts';
import { neverRanFindings } from '../support/start-errors.ts';

/** The kernel's ENOEXEC, as Go and as C write it. */
const NO_EXEC = /\bexec format error\b/i;
/** runc starts the container first, so its sentence is the only line of the log: "exec /bin/serve: exec format error". */
const LAST_LINE =
  /(?:^|\n)exec \S{1,300}: exec format error\s*$|exec user process caused[^\n]{0,20}exec format error/;

export default defineClassifier({
  code: 'ExecFormatError',
  title: 'The program of {who} cannot run on its node',
  severity: 'error',
  reads: ['pods', 'logs'],
  explanation:
    'The node cannot execute the program that {who} is told to run (exec format error). It is built for another kind of processor, or it is a script without a first line such as #!/bin/sh.',
  fix: [
    'Build the image for the processors of the nodes, for example with docker build --platform linux/amd64,linux/arm64.',
    'Begin the file with #!/bin/sh, or with the interpreter it is for, if it is a script.',
    'Add nodeSelector kubernetes.io/arch to {workload} if the image cannot be built for other processors.',
  ],
  commands: [
    '{kubectl} get nodes -L kubernetes.io/arch',
    '{kubectl} logs {pod} --container {container}{previous}',
  ],
  reference:
    'https://kubernetes.io/docs/concepts/containers/images/#multi-architecture-images-with-image-indexes',
  outranks: [
    'AppError',
    'InitFailed',
    'SidecarCrash',
    'KilledNotOOM',
    'EntrypointNotFound',
    'EntrypointPermission',
  ],
  classify(snapshot) {
    const refused = neverRanFindings(snapshot, (message) =>
      NO_EXEC.test(message) ? { previous: '' } : undefined,
    );
    const ended = crashFindings(snapshot, (at) => {
      // A termination message may be the end of the log, which the application writes too.
      const run = newestCrash(at, (it) => it.reason === 'Error' && LAST_LINE.test(it.message));
      if (run !== undefined) return { run, confidence: 'likely' };
      return saidLast(snapshot, at, (line) => LAST_LINE.test(line));
    });
    return [...refused, ...ended];
  },
  examples: [
    {
      name: 'the last line of the log is that of the runtime',
      given: { pods: [loopingPod({ message: 'exec /bin/serve: exec format error\n' })] },
      found: [{ container: 'app', confidence: 'likely', reason: 'CrashLoopBackOff' }],
    },
    {
      name: 'the last line of the log, as it was fetched',
      given: { pods: [loopingPod()], logs: [crashLog(['exec /bin/serve: exec format error'])] },
      found: [{ container: 'app', confidence: 'likely', reason: 'CrashLoopBackOff' }],
    },
    {
      name: 'an application that says so of a plugin has started itself',
      given: {
        pods: [loopingPod(crashed({ message: 'plugin x failed: exec format error, giving up' }))],
      },
      found: [],
    },
  ],
});
