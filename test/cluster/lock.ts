// Two harnesses must not work on the same state folder at once.
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { identityOf, isAlive, type ProcessIdentity } from './processes.ts';
import type { Report } from './report.ts';

export const lockFile = '.servicehealth-cluster.lock';
const holderSchema = z.object({ pid: z.number(), startTime: z.string() });

function holderOf(file: string): ProcessIdentity | undefined {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** A link appears whole or not at all, so a lock always names its holder. */
function tryLock(folder: string): boolean {
  // Another harness may just have taken the cluster down, folder and all.
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const draft = join(folder, `${lockFile}.${process.pid}`);
  writeFileSync(draft, JSON.stringify(identityOf(process.pid)));
  try {
    linkSync(draft, join(folder, lockFile));
    return true;
  } catch {
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Waits for another harness; takes over from one that is dead. */
export async function withLock<Result>(
  folder: string,
  report: Report,
  work: () => Promise<Result>,
): Promise<Result> {
  const file = join(folder, lockFile);
  for (let round = 0; !tryLock(folder); round += 1) {
    const holder = holderOf(file);
    if (holder === undefined || !isAlive(holder)) rmSync(file, { force: true });
    else if (round % 50 === 0)
      report(`waiting for process ${holder.pid}, which works on this cluster`);
    await sleep(200);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}
