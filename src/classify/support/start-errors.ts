// Commands that the container runtime cannot start: the container never ran, so there is no log, only the message.
import type { TerminationFact } from '../../facts/index.ts';
import type { Finding, RuleSnapshot } from '../types.ts';
import { crashFindings, newestCrash } from './crash-findings.ts';
import { NEVER_RAN } from './never-ran.ts';
import type { PlacedContainer } from './subject.ts';
import { brief } from './text.ts';
import { waitingFindings } from './waiting.ts';

/** CRI-O finds out while it makes the container, and then there is no run at all. */
const NOT_MADE = ['RunContainerError', 'CreateContainerError'];

/** runc puts the command in quotes, crun in backquotes; the rest of both names files of the runtime's own. */
const COMMAND = /exec: "((?:[^"\\]|\\.){1,500})"|executable file `([^`]{1,500})`/;

const MAX_COMMAND_CHARACTERS = 100;

type Inputs = RuleSnapshot<'pods'>;

/** Details of why a container cannot be started, from the runtime's message; undefined when it is about something else. */
type ReadMessage = (
  message: string,
  at: PlacedContainer,
) => Readonly<Record<string, string>> | undefined;

/** One finding for each container whose command cannot be started, when the runtime's message fits. */
export function startErrorFindings(snapshot: Inputs, fits: RegExp): readonly Finding[] {
  return neverRanFindings(snapshot, (message) =>
    fits.test(message) ? commandWords(message) : undefined,
  );
}

/** One finding for each container that the runtime cannot start, for a reason that the rule can read. */
export function neverRanFindings(snapshot: Inputs, read: ReadMessage): readonly Finding[] {
  const tried = crashFindings(snapshot, (at) => {
    const run = newestCrash(at, (it) => readRun(it, at, read) !== undefined);
    if (run === undefined) return undefined;
    const details = readRun(run, at, read) ?? {};
    return { run, confidence: 'confirmed', details, isHopeless: true };
  });
  const notMade = waitingFindings(snapshot, ({ reason, message }, at) => {
    if (!NOT_MADE.includes(reason)) return undefined;
    const isTold = at.container.terminations.some((run) => readRun(run, at, read) !== undefined);
    return isTold ? undefined : readMessage(message, at, read);
  });
  return [...tried, ...notMade];
}

function readRun({ reason, message }: TerminationFact, at: PlacedContainer, read: ReadMessage) {
  return NEVER_RAN.includes(reason) ? readMessage(message, at, read) : undefined;
}

/** CRI-O quotes the log of runc: time="…" level=error msg="runc create failed: …: exec: \"serv\": executable …". */
function readMessage(message: string, at: PlacedContainer, read: ReadMessage) {
  const plain = read(message, at);
  if (plain !== undefined || !message.includes(' msg="')) return plain;
  return read(message.replaceAll('\\"', '"'), at);
}

/** `command` completes "is told to run …". */
function commandWords(message: string): { readonly command: string; readonly advice: string } {
  const [, quoted, backquoted] = COMMAND.exec(message) ?? [];
  const name = quoted ?? backquoted;
  const command = name === undefined ? 'a file' : `"${brief(name, MAX_COMMAND_CHARACTERS)}"`;
  return { command, advice: isSentence(name) ? SPLIT_IT : COMPARE_IT };
}

const SPLIT_IT =
  'Write the command as a list with one word for each entry: as it stands, all of it is taken for the name of one file';
const COMPARE_IT =
  'Compare command and args with what is really in the image, path and spelling included';

function isSentence(name: string | undefined): boolean {
  return name !== undefined && /\S\s+\S/.test(name);
}
