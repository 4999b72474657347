// The demo that moves: the table drawn again and again, and what changes in it while one watches.
import { setTimeout as sleep } from 'node:timers/promises';
import { type Change, changeLines, changesBetween } from './changes.ts';
import type { EmbeddedDemo } from './embedded.ts';
import { type Act, liveScenarioName } from './live-story.ts';
import { exitCodes, say } from './screen.ts';
import type { Reports } from './verdict.ts';
import { viewText } from './view.ts';

const redrawMs = 2_000;
/** More would push the table off a small screen. */
const storyLinesKept = 8;
/** Cursor to the corner, and everything from there on erased. */
const clearScreen = '\u001b[H\u001b[2J';

function hintsOf(demo: EmbeddedDemo): readonly string[] {
  return [
    `export KUBECONFIG=${demo.kubeconfigFile}`,
    'kubectl get servicehealth --all-namespaces      works in another terminal; Ctrl-C ends the demo',
  ];
}

function actLines({ atMs, sentence }: Act): readonly string[] {
  const time = new Date(atMs).toTimeString().slice(0, 'hh:mm:ss'.length);
  return [`${time}  somebody deploys: ${sentence}`];
}

/** Where the story goes: onto the screen with the table, or line by line into a pipe. */
interface Stage {
  tell(lines: readonly string[]): void;
  draw(table: string): void;
}

function screenStage(hints: readonly string[]): Stage {
  const story = ['What changes is told here; the first change comes within half a minute.'];
  return {
    tell(lines) {
      story.push(...lines);
      story.splice(0, Math.max(0, story.length - storyLinesKept));
    },
    draw(table) {
      const { rows, columns } = process.stdout;
      const namespace = `zoo-${liveScenarioName}`;
      say(clearScreen + viewText({ table, namespace, story, hints, rows, columns }));
    },
  };
}

/** The table once: whoever reads a pipe has no screen that could be drawn again. */
function pipeStage(hints: readonly string[]): Stage {
  let isDrawn = false;
  return {
    tell: (lines) => say(lines.join('\n')),
    draw(table) {
      if (!isDrawn) say([table, '', ...hints, ''].join('\n'));
      isDrawn = true;
    },
  };
}

async function redraw(demo: EmbeddedDemo, stage: Stage, before: Reports): Promise<Reports> {
  demo.assertRunning();
  const table = await demo.table();
  const now = demo.reports();
  const changes: readonly Change[] = changesBetween(before, now, Date.now());
  for (const change of changes) stage.tell(changeLines(change));
  stage.draw(table);
  return now;
}

async function redrawUntilStopped(
  demo: EmbeddedDemo,
  stage: Stage,
  signal: AbortSignal,
): Promise<void> {
  let reports = demo.reports();
  while (!signal.aborted) {
    reports = await redraw(demo, stage, reports);
    await sleep(redrawMs, undefined, { signal }).catch(() => undefined);
  }
}

/** Until the signal; an error of the player ends it, too. */
export async function showLive(demo: EmbeddedDemo, signal: AbortSignal): Promise<number> {
  const hints = hintsOf(demo);
  const stage = process.stdout.isTTY ? screenStage(hints) : pipeStage(hints);
  const playing = demo.playLive((act) => stage.tell(actLines(act)));
  await Promise.race([
    redrawUntilStopped(demo, stage, signal),
    playing.then(() => new Promise<never>(() => {})),
  ]).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
  return exitCodes.ok;
}
