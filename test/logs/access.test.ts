import { describe, expect, it } from 'vitest';
import type { KubeRequest } from '../../src/kube/client.ts';
import { LogAccess } from '../../src/logs/access.ts';
import { FakeTimers, settle } from '../index/fake-timers.ts';

/** What the API server answers for each namespace asked about. */
type Allowed = (namespace: unknown) => unknown;

function accessOf(namespaces: readonly string[] | undefined, allowed: Allowed) {
  const timers = new FakeTimers();
  const asked: unknown[] = [];
  let changes = 0;
  const access = new LogAccess({
    client: {
      async request({ body }: KubeRequest) {
        const { resourceAttributes } = Object(body).spec;
        asked.push(resourceAttributes);
        const answer = allowed(resourceAttributes.namespace);
        if (answer instanceof Error) throw answer;
        return { status: { allowed: answer } };
      },
    },
    timers,
    namespaces,
    onChange: () => {
      changes += 1;
    },
  });
  return { access, timers, asked, changes: () => changes };
}

describe('the right to read logs', () => {
  it('is asked for once, for the whole cluster, when it is there', async () => {
    const { access, timers, asked, changes } = accessOf(undefined, () => true);
    expect(access.isSettled).toBe(false);
    await access.check();
    await timers.advance(600_000);
    const attributes = { namespace: '', verb: 'get', resource: 'pods', subresource: 'log' };
    expect([asked, changes(), access.isSettled]).toEqual([[attributes], 1, true]);
    expect([access.mayRead('shop'), access.missing('shop'), access.complaints()]).toEqual([
      true,
      [],
      [],
    ]);
  });

  it('that is missing is said with its rule, and found again within a minute', async () => {
    let allowed = false;
    const { access, timers, changes } = accessOf(undefined, () => allowed);
    await access.check();
    expect([access.mayRead('shop'), access.complaints()]).toEqual([
      false,
      ['pods/log (optional): refused'],
    ]);
    expect(access.missing('shop')).toEqual([
      { resource: 'pods/log', apiGroup: '', verb: 'get', required: false, why: 'refused' },
    ]);
    allowed = true;
    await timers.advance(60_000);
    await settle();
    expect([access.mayRead('shop'), access.missing('shop'), changes()]).toEqual([true, [], 2]);
  });

  it('is one of each namespace where these are watched one by one', async () => {
    const { access } = accessOf(['a', 'b'], (namespace) => namespace === 'a');
    await access.check();
    expect([access.mayRead('a'), access.mayRead('b'), access.complaints()]).toEqual([
      true,
      false,
      ['pods/log in b (optional): refused'],
    ]);
    expect(access.missing('b')[0]?.namespace).toBe('b');
  });

  it.each([
    ['is an error', () => new Error('no')],
    ['makes no sense', () => 'perhaps'],
  ])('is taken for granted while the answer %s', async (_claim, allowed) => {
    const { access, timers, asked } = accessOf(undefined, allowed);
    await access.check();
    expect([access.mayRead('shop'), access.isSettled]).toEqual([true, true]);
    await timers.advance(50_000);
    expect(asked.length).toBe(2);
  });

  it('that several miss at once is asked for once', async () => {
    const { access, asked } = accessOf(undefined, () => true);
    await Promise.all([access.check(), access.check(), access.check()]);
    expect(asked.length).toBe(1);
  });

  it('is not asked for any more once the operator stops', async () => {
    const { access, timers, asked } = accessOf(undefined, () => false);
    await access.check();
    access.stop();
    await timers.advance(600_000);
    expect(asked.length).toBe(1);
  });
});
