// Whatever the API server sends, nothing throws, and what is said of it fits the schema.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalStatus } from '../../src/api/canonical.ts';
import { type ServiceHealthStatus, statusSchema } from '../../src/api/status.ts';
import { statusBytes } from '../../src/status/render-size.ts';
import { createPipeline, healthResource, type RelistablePipeline } from '../zoo/pipeline.ts';
import type { Judgement } from '../zoo/replay.ts';
import { rules } from './deliveries.ts';
import { type HostileWorld, hostileWorld, mutated, mutations } from './hostile.ts';
import { timeoutMs, tried } from './settings.ts';

const LIMIT_BYTES = 48 * 1_024;

/** Rethrows what a projection throws, and throws when a report would be answered with yet another one. */
function pipelineOf({ facts }: HostileWorld, reports: readonly unknown[] = []): RelistablePipeline {
  const pipeline = createPipeline({ rules, isEager: true });
  for (const { resource, object } of facts) pipeline.feed(resource, 'ADDED', object, 0);
  for (const object of reports) pipeline.feed(healthResource, 'ADDED', object, 0);
  return pipeline;
}

function complaintsAbout(status: ServiceHealthStatus): readonly string[] {
  const failures = status.diagnoses?.filter(({ code }) => code === 'ClassifierFailed') ?? [];
  return [
    ...failures.map(({ evidence }) => `a rule throws: ${JSON.stringify(evidence)}`),
    ...(statusSchema.safeParse(status).error?.issues.map(({ path }) => path.join('.')) ?? []),
    ...(statusBytes(status) > LIMIT_BYTES ? ['the status is too large'] : []),
    ...(JSON.stringify(status).includes('undefined') ? ['a text says undefined'] : []),
  ];
}

function contents(said: ReadonlyMap<string, Judgement>): readonly string[] {
  return [...said].map(([key, { status }]) => `${key} ${canonicalStatus(status)}`);
}

const codes = new Set<string>();

function isAcceptable(said: ReadonlyMap<string, Judgement>): void {
  for (const { status } of said.values()) {
    expect(complaintsAbout(status)).toEqual([]);
    for (const { code } of status.diagnoses ?? []) codes.add(code);
  }
}

test(
  'no rule and no projection throws, and every report fits the schema',
  () => {
    const property = fc.property(hostileWorld, (world) => {
      isAcceptable(pipelineOf(world).judge(world.nowMs));
    });
    fc.assert(property, tried(500));
    // Else the worlds are so broken that hardly a rule had anything to say.
    expect(codes.size).toBeGreaterThan(25);
  },
  timeoutMs,
);

test(
  'the same with a last report that somebody has changed',
  () => {
    const property = fc.property(hostileWorld, mutations, (world, changes) => {
      const before = pipelineOf(world);
      before.judge(world.nowMs);
      const pipeline = pipelineOf(world, mutated(before.reports(), changes));
      isAcceptable(pipeline.judge(world.nowMs));
    });
    fc.assert(property, tried(400));
  },
  timeoutMs,
);

test(
  'an answer changes only at a fact or at an announced instant',
  () => {
    const property = fc.property(
      hostileWorld,
      fc.double({ min: 0, max: 1, noNaN: true }),
      (world, part) => {
        const pipeline = pipelineOf(world);
        const said = new Map(pipeline.judge(world.nowMs));
        const looks = [...said.values()].map(
          ({ nextLookMs = Number.POSITIVE_INFINITY }) => nextLookMs,
        );
        const waitMs = Math.min(...looks, world.nowMs + 1e9) - world.nowMs;
        expect(waitMs).toBeGreaterThan(0);
        // The last whole millisecond before the look at the latest.
        const laterMs = world.nowMs + Math.min(Math.floor(waitMs * part), Math.ceil(waitMs) - 1);
        expect(contents(pipeline.judge(laterMs))).toEqual(contents(said));
      },
    );
    fc.assert(property, tried(400));
  },
  timeoutMs,
);
