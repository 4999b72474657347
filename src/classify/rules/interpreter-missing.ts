import { defineClassifier } from '../define.ts';
import { briefName } from '../support/brief-texts.ts';
import { crashFindings, newestCrash } from '../support/crash-findings.ts';
import { loopingPod, startError } from '../support/example-pods.ts';

/**
 * runc looks for the file first, and the kernel for its interpreter when the container has started: so this is the only
 * line of the log, "exec /start.sh: no such file or directory", and the end of the container an error of its own.
 */
const LAST_LINE =
  /(?:^|\n)exec (\S{1,300}): no such file or directory\s*$|exec user process caused[^\n]{0,20}no such file or directory/;

export default defineClassifier({
  code: 'InterpreterMissing',
  title: 'The interpreter that {who} needs is not in its image',
  severity: 'error',
  reads: ['pods'],
  explanation:
    '{Who} is told to run {command}. The file is there, but what it is run with is not: the program that its first line names, such as #!/bin/bash, or the libraries that it is linked to. {next}.',
  fix: [
    'Correct the first line of the script: small images often have /bin/sh and no /bin/bash.',
    'Save the script with the line ends of Unix: those of Windows become part of the name of the interpreter.',
    'Build a program for the C library of the image, or link it statically, if it is no script.',
  ],
  commands: [
    '{kubectl} logs {pod} --container {container}{previous}',
    '{kubectl} get {workloadPath} -o yaml',
  ],
  reference:
    'https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/',
  outranks: ['AppError', 'InitFailed', 'SidecarCrash', 'KilledNotOOM'],
  classify(snapshot) {
    return crashFindings(snapshot, (at) => {
      const run = newestCrash(at, (it) => it.reason === 'Error' && LAST_LINE.test(it.message));
      if (run === undefined) return undefined;
      const [, file] = LAST_LINE.exec(run.message) ?? [];
      const command = file === undefined ? 'a file' : `"${briefName(file)}"`;
      // A termination message may be the end of the log, which the application writes too.
      return { run, confidence: 'likely', details: { command } };
    });
  },
  examples: [
    {
      name: 'the last line of the log is that of the runtime',
      given: { pods: [loopingPod({ message: 'exec /start.sh: no such file or directory\n' })] },
      found: [
        {
          container: 'app',
          confidence: 'likely',
          reason: 'CrashLoopBackOff',
          details: { command: '"/start.sh"' },
        },
      ],
    },
    {
      name: 'a command that is not in the image is EntrypointNotFound, not this',
      given: {
        pods: [
          loopingPod(startError('exec: "/start.sh": stat /start.sh: no such file or directory')),
        ],
      },
      found: [],
    },
  ],
});
