import type { TerminationFact } from '../../facts/index.ts';

// What an exit code says, and what to do first. Shells, the kernel and container runtimes agree on these few.

/** The meaning completes "ended with exit code N: …"; the advice becomes the first fix. */
interface ExitWords extends Record<string, string> {
  readonly meaning: string;
  readonly advice: string;
}

const READ_THE_LOG = 'Read the last lines that the container wrote before it ended';

const EXIT_WORDS: ReadonlyMap<number, ExitWords> = new Map([
  [
    2,
    {
      meaning:
        'the process reported an error; by custom 2 stands for wrong arguments or a panic of a Go program',
      advice: READ_THE_LOG,
    },
  ],
  [
    126,
    {
      meaning: 'its shell or script found a command, but may not execute it',
      advice:
        'Make the file executable when the image is built, and check that its user may run it',
    },
  ],
  [
    127,
    {
      meaning: 'its shell or script did not find a command that it should run',
      advice:
        'Read the last line of the log, which names the command, and check that the image has it under that path',
    },
  ],
  [
    134,
    {
      meaning: 'the process aborted itself (SIGABRT), often after a failed check in native code',
      advice: READ_THE_LOG,
    },
  ],
  [
    139,
    {
      meaning: 'the process touched memory that is not its own (SIGSEGV), a fault in native code',
      advice:
        'Check what changed in native libraries, base image and CPU architecture since the last version that worked',
    },
  ],
  [
    143,
    {
      meaning: 'something asked it to stop (SIGTERM) and it did',
      advice: 'Find out who stops it: a failing probe, a script in the container, or a supervisor',
    },
  ],
  [
    255,
    {
      meaning: 'the process returned -1, as many programs do at any error',
      advice: READ_THE_LOG,
    },
  ],
]);

/** The runtime's own end, not the process's. The code 128 alone is git's at any error. */
const START_ERROR: ExitWords = {
  meaning: 'the container runtime could not start its command, so it wrote no log',
  advice: 'Read the message in the evidence, and correct the command or the image it names',
};

const PLAIN: ExitWords = {
  meaning: 'the process reported an error and stopped',
  advice: READ_THE_LOG,
};

type End = Pick<TerminationFact, 'exitCode' | 'reason'>;

/** Words for the details of a finding. */
export function exitWords({ exitCode, reason }: End): ExitWords {
  if (reason === 'StartError') return START_ERROR;
  return EXIT_WORDS.get(exitCode) ?? PLAIN;
}
