import { describe, expect, it } from 'vitest';
import type { ServiceHealthStatus } from '../../src/api/status.ts';
import { renderStatus } from '../../src/status/render.ts';
import { hostileReport, report, reportDiagnosis } from './reports.ts';
import { CHECKOUT, heldBy, request, STATUS, startWriting, writesOf } from './writing.ts';

const OBJECT = 'PATCH shop/checkout';
const STATUS_OF = 'PATCH shop/checkout/status';

function objectByHand(more: object = {}) {
  return {
    apiVersion: 'servicehealth.dev/v1alpha1',
    kind: 'ServiceHealth',
    metadata: { name: 'checkout', namespace: 'shop', ...more },
  };
}

/** The status of another report. */
function changed(): ServiceHealthStatus {
  return { ...STATUS, summary: '3 of 6 pods run out of memory' };
}

describe('the first report', () => {
  it('makes the object and writes its status; the outcome knows what the watch will say', async () => {
    const { server, writer } = await startWriting();
    const outcome = await writer.write(request());
    expect(outcome).toEqual({ kind: 'written', held: heldBy(server) });
    expect(writesOf(server)).toEqual([OBJECT, STATUS_OF]);
    const object = server.store.get(CHECKOUT);
    expect(object?.metadata).toMatchObject({
      labels: { 'servicehealth.dev/discovered': 'true', team: 'red' },
    });
    expect(object?.metadata).not.toHaveProperty('annotations');
    expect(object?.['status']).toEqual({
      ...STATUS,
      reportTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}Z$/),
    });
  });

  it('names the service when the object could not have its name', async () => {
    const { server, writer } = await startWriting();
    await writer.write(request({ service: 'Checkout_v2' }));
    expect(server.store.get(CHECKOUT)?.metadata['annotations']).toEqual({
      'servicehealth.dev/service': 'Checkout_v2',
    });
  });

  it('speaks of the generation that the object got', async () => {
    const { server, writer } = await startWriting();
    const status = renderStatus({ ...report(), observedGeneration: -1 });
    await writer.write(request({ status }));
    const next = await writer.write(request({ held: heldBy(server) }));
    expect(next).toEqual({ kind: 'unchanged' });
  });

  it('does not speak of a spec that it has not seen', async () => {
    const { server, writer } = await startWriting();
    server.store.put({ ...objectByHand(), spec: { suspend: true } });
    await writer.write(request({ status: renderStatus({ ...report(), observedGeneration: -1 }) }));
    expect(server.store.get(CHECKOUT)?.['status']).toMatchObject({ observedGeneration: -1 });
  });
});

describe('a report', () => {
  it('that says the same a thousand times is written once', async () => {
    const { server, writer } = await startWriting();
    await writer.write(request());
    const before = server.requests.length;
    for (let count = 0; count < 1_000; count += 1) {
      const outcome = await writer.write(request({ held: heldBy(server) }));
      expect(outcome).toEqual({ kind: 'unchanged' });
    }
    expect(server.requests.length - before).toBe(0);
  });

  const cases: readonly { name: string; status: ServiceHealthStatus; writes: readonly string[] }[] =
    [
      { name: 'with other content is written', status: changed(), writes: [STATUS_OF] },
      {
        name: 'whose problem was only seen again is not',
        status: renderStatus(
          report({
            observedGeneration: 1,
            diagnoses: [reportDiagnosis({ lastSeenMs: Date.UTC(2026, 11, 1) })],
          }),
        ),
        writes: [],
      },
    ];
  it.each(cases)('$name', async ({ status, writes }) => {
    const { server, writer } = await startWriting();
    await writer.write(request());
    const before = writesOf(server).length;
    await writer.write(request({ status, held: heldBy(server) }));
    expect(writesOf(server).slice(before)).toEqual(writes);
  });

  it('of the hostile kind is kept as it is sent, so it is sent once', async () => {
    const { server, writer, lines } = await startWriting();
    const status = renderStatus({ ...hostileReport('\ud83e<\u0001é'), observedGeneration: 1 });
    const outcome = await writer.write(request({ status }));
    expect(outcome).toEqual({ kind: 'written', held: heldBy(server) });
    expect(await writer.write(request({ status, held: heldBy(server) }))).toEqual({
      kind: 'unchanged',
    });
    expect(lines).toEqual([]);
  });

  it('is written again when a heartbeat is due, though it says the same', async () => {
    const { server, writer } = await startWriting();
    await writer.write(request());
    const outcome = await writer.write(request({ held: heldBy(server), heartbeat: true }));
    expect(outcome.kind).toBe('written');
    expect(writesOf(server)).toEqual([OBJECT, STATUS_OF, STATUS_OF]);
  });
});

describe('labels', () => {
  it('are set when they differ; the status is left alone', async () => {
    const { server, writer } = await startWriting();
    await writer.write(request());
    const labels = new Map([['team', 'blue']]);
    const outcome = await writer.write(request({ labels, held: heldBy(server) }));
    expect(outcome).toEqual({ kind: 'written', held: heldBy(server) });
    expect(writesOf(server).slice(2)).toEqual([OBJECT]);
    expect(server.store.get(CHECKOUT)?.metadata['labels']).toEqual({
      'servicehealth.dev/discovered': 'true',
      team: 'blue',
    });
  });

  it('of an object that people made do not claim that discovery made it', async () => {
    const { server, writer } = await startWriting();
    server.store.put(objectByHand());
    await writer.write(request({ held: heldBy(server) }));
    expect(server.store.get(CHECKOUT)?.metadata['labels']).toEqual({ team: 'red' });
  });

  it('that somebody else owns stay theirs; the others are set, and it is not tried again', async () => {
    const { server, writer, lines, labelByHand } = await startWriting();
    await labelByHand({ team: 'theirs' });
    const labels = new Map([
      ['team', 'red'],
      ['team.example.com/owner', 'ann'],
    ]);
    const outcome = await writer.write(request({ labels, held: heldBy(server) }));
    expect(outcome).toEqual({ kind: 'written', held: heldBy(server) });
    expect(server.store.get(CHECKOUT)?.metadata['labels']).toEqual({
      team: 'theirs',
      'team.example.com/owner': 'ann',
    });
    expect(writesOf(server)).toEqual([OBJECT, OBJECT, STATUS_OF]);
    const again = await writer.write(request({ labels, held: heldBy(server) }));
    expect(again).toEqual({ kind: 'unchanged' });
    expect(lines).toEqual([
      'labels that belong to somebody else stay as they are {"namespace":"shop","service":"checkout","count":1}',
    ]);
  });

  it('that somebody took from us stay theirs, also while the report changes', async () => {
    const { server, writer, labelByHand } = await startWriting();
    await writer.write(request());
    await labelByHand({ team: 'theirs' });
    await writer.write(request({ held: heldBy(server) }));
    await writer.write(request({ held: heldBy(server), status: changed() }));
    expect(writesOf(server).slice(2)).toEqual([OBJECT, OBJECT, STATUS_OF]);
    expect(heldBy(server)?.labels.get('team')).toBe('theirs');
  });

  it('that somebody else gives another value are tried again', async () => {
    const { server, writer, labelByHand } = await startWriting();
    await labelByHand({ team: 'theirs' });
    await writer.write(request({ held: heldBy(server) }));
    await labelByHand({ team: 'new' });
    await writer.write(request({ held: heldBy(server) }));
    expect(writesOf(server)).toEqual([OBJECT, OBJECT, STATUS_OF, OBJECT, OBJECT]);
  });

  it('do not keep a report from being written when the API server names none', async () => {
    const { server, writer } = await startWriting();
    server.store.put(objectByHand({ labels: { team: 'theirs' } }));
    const conflict = { kind: 'status', code: 409, reason: 'Conflict', message: 'no' } as const;
    server.plan({ match: { method: 'PATCH', path: /force=false/ }, fault: conflict, times: 2 });
    const outcome = await writer.write(request({ held: heldBy(server) }));
    expect(outcome.kind).toBe('written');
    expect(await writer.write(request({ held: heldBy(server) }))).toEqual({ kind: 'unchanged' });
  });
});

describe('a write ends as', () => {
  it('gone when the object was deleted meanwhile; nothing is made anew', async () => {
    const { server, writer } = await startWriting();
    await writer.write(request());
    const held = heldBy(server);
    server.store.remove(CHECKOUT);
    expect(await writer.write(request({ status: changed(), held }))).toEqual({ kind: 'gone' });
    expect(server.store.get(CHECKOUT)).toBeUndefined();
  });

  it('namespaceTerminating when the namespace is going', async () => {
    const { server, writer } = await startWriting();
    server.store.put({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'shop', deletionTimestamp: '2026-11-01T12:00:00Z' },
    });
    expect(await writer.write(request())).toEqual({ kind: 'namespaceTerminating' });
  });

  it('namespaceTerminating when the namespace is gone', async () => {
    const { server, writer } = await startWriting();
    server.store.remove({ resource: 'v1/namespaces', name: 'shop' });
    expect(await writer.write(request())).toEqual({ kind: 'namespaceTerminating' });
  });

  it('resourceAbsent when the CRD is not installed', async () => {
    const { server, writer } = await startWriting();
    server.setAbsent([CHECKOUT.resource]);
    expect(await writer.write(request())).toEqual({ kind: 'resourceAbsent' });
  });

  it('resourceAbsent when the CRD was removed after the object was made', async () => {
    const { server, writer } = await startWriting();
    await writer.write(request());
    const held = heldBy(server);
    server.setAbsent([CHECKOUT.resource]);
    const outcome = await writer.write(request({ status: changed(), held }));
    expect(outcome).toEqual({ kind: 'resourceAbsent' });
  });

  it('conflict when an object that does not exist cannot be made for conflicts', async () => {
    const { server, writer } = await startWriting();
    const fault = { kind: 'status', code: 409, reason: 'Conflict' } as const;
    server.plan({ match: { method: 'PATCH' }, fault, times: 2 });
    expect(await writer.write(request())).toEqual({ kind: 'conflict' });
    expect(server.requests).toHaveLength(2);
  });

  const failures: readonly { name: string; code: number; isRetryable: boolean }[] = [
    { name: 'forbidden, which the role may allow later', code: 403, isRetryable: true },
    { name: 'unauthorized, which a new token may end', code: 401, isRetryable: true },
    { name: 'a server error', code: 500, isRetryable: true },
    { name: 'unavailable', code: 503, isRetryable: true },
    { name: 'a bad request, which stays one', code: 400, isRetryable: false },
  ];
  it.each(failures)('failed: $name', async ({ code, isRetryable }) => {
    const { server, writer } = await startWriting();
    const fault = { kind: 'status', code, message: 'because' } as const;
    server.plan({ match: { method: 'PATCH' }, fault, times: Infinity });
    const outcome = await writer.write(request());
    expect(outcome).toEqual({ kind: 'failed', code, isRetryable, message: 'because' });
  });

  it('failed without a code when the connection dies; a write is not repeated blindly', async () => {
    const { server, writer } = await startWriting();
    server.plan({ match: { method: 'PATCH' }, fault: { kind: 'reset' } });
    const outcome = await writer.write(request());
    expect(outcome).toMatchObject({ kind: 'failed', code: 0, isRetryable: true });
    expect(server.requests).toHaveLength(1);
  });
});

describe('content that is refused', () => {
  const refusals: readonly { name: string; code: number; message: string }[] = [
    { name: 'as too large', code: 413, message: 'Request entity too large: limit is 3145728' },
    { name: 'as invalid', code: 422, message: 'status.summary: Too long' },
    { name: 'by etcd', code: 500, message: 'etcdserver: request is too large' },
  ];
  it.each(refusals)('$name is written in its shortest form, and only once', async (refusal) => {
    const { server, writer } = await startWriting();
    const fault = { kind: 'status', code: refusal.code, message: refusal.message } as const;
    server.plan({ match: { method: 'PATCH', path: /status/ }, fault });
    const outcome = await writer.write(request());
    expect(outcome).toEqual({ kind: 'written', held: heldBy(server) });
    expect(server.store.get(CHECKOUT)?.['status']).not.toHaveProperty('workloads');
    expect(await writer.write(request({ held: heldBy(server) }))).toEqual({ kind: 'unchanged' });
    expect(writesOf(server)).toEqual([OBJECT, STATUS_OF, STATUS_OF]);
  });

  it('twice is given up until it changes, and said without its values', async () => {
    const { server, writer, lines } = await startWriting();
    const fault = { kind: 'status', code: 422, message: 'secret' } as const;
    server.plan({ match: { method: 'PATCH', path: /status/ }, fault, times: 2 });
    expect(await writer.write(request())).toEqual({ kind: 'rejected', code: 422 });
    const held = heldBy(server);
    expect(await writer.write(request({ held }))).toEqual({ kind: 'rejected', code: 0 });
    expect(writesOf(server)).toEqual([OBJECT, STATUS_OF, STATUS_OF]);
    expect((await writer.write(request({ held, status: changed() }))).kind).toBe('written');
    expect(lines).toEqual([
      'a report was refused as too large or invalid; a shorter one is tried {"namespace":"shop","service":"checkout","code":422}',
      'a report was refused; it is not sent again until it changes {"namespace":"shop","service":"checkout","code":422}',
    ]);
  });
});
