// How amounts, names and quotes are worded, and where they end.
import { describe, expect, test } from 'vitest';
import { policyDenialDetails } from '../../../src/classify/support/admission-messages.ts';
import { podWith } from '../../../src/classify/support/example-pods.ts';
import { front, portPod } from '../../../src/classify/support/example-routes.ts';
import { exampleSnapshot } from '../../../src/classify/support/example-snapshot.ts';
import { quota } from '../../../src/classify/support/example-surroundings.ts';
import {
  ago,
  condition,
  container,
  pod,
  probe,
  running,
} from '../../../src/classify/support/examples.ts';
import {
  attachFailure,
  mountFailure,
  mountTimeout,
  multiAttach,
} from '../../../src/classify/support/mount-messages.ts';
import { probeWords } from '../../../src/classify/support/probe-words.ts';
import { parseQuotaMessage, quotaNow } from '../../../src/classify/support/quota-message.ts';
import { unresizedPods } from '../../../src/classify/support/resizes.ts';
import {
  arrives,
  callablePods,
  isCallable,
  portsOf,
  togetherSinceMs,
} from '../../../src/classify/support/routes.ts';
import {
  exhaustedAddresses,
  sandboxFailure,
} from '../../../src/classify/support/sandbox-messages.ts';
import { containerDetails } from '../../../src/classify/support/subject.ts';
import { brief } from '../../../src/classify/support/text.ts';
import { tooLargeFor } from '../../../src/classify/support/too-large.ts';
import { unreadyContainers } from '../../../src/classify/support/unready-containers.ts';
import type { ContainerFact, NetworkServiceFact, ServicePod } from '../../../src/facts/index.ts';

/** So many characters of a longer text. */
function cut(length: number): string {
  return `${'x'.repeat(length - 1)}…`;
}

const LONG = 'x'.repeat(1200);

describe('a quote ends', () => {
  test.each<[string, () => string | undefined, string]>([
    ['of a mount', () => mountFailure(`SetUp failed for volume "a" : ${LONG}`)?.['raw'], cut(350)],
    ['of a sandbox', () => sandboxFailure(LONG)?.['raw'], cut(350)],
    [
      'of a policy',
      () =>
        policyDenialDetails(
          `ValidatingAdmissionPolicy 'a' with binding 'b' denied request: ${LONG}`,
        )?.['words'],
      cut(400),
    ],
  ])('%s', (_, quote, wanted) => {
    expect(quote()?.slice(-wanted.length)).toBe(wanted);
  });

  test.each([
    ['with the last character that fits', 'abcd', 4, 'abcd'],
    ['with a mark where more follows', 'abcde', 4, 'abc…'],
    ['after four times as much of the text, blanks and all', `a${' '.repeat(11)}b`, 3, 'a'],
    ['not before', `a${' '.repeat(10)}b`, 3, 'a b'],
  ])('%s', (_, text, max, wanted) => {
    expect(brief(text, max)).toBe(wanted);
  });
});

describe('volumes that are waited for', () => {
  const TIMED_OUT = 'Unable to attach or mount volumes: unmounted volumes=';

  test('are named up to a bound', () => {
    expect(mountTimeout(`${TIMED_OUT}[a b]: timed out`)).toEqual({ volumes: 'a, b' });
    expect(mountTimeout(`${TIMED_OUT}[${'x'.repeat(300)}]`)).toEqual({ volumes: cut(200) });
  });

  test('may be in use, by pods that are named up to a bound', () => {
    const users = 'x'.repeat(300);
    const message = `Multi-Attach error for volume "a" Volume is already used by pod(s) ${users}`;
    const holder = `it is still in use on another node, by ${cut(200)}`;
    expect(multiAttach(message)).toEqual({ volume: 'a', holder });
    expect(attachFailure(message)).toBeUndefined();
  });

  test.each([
    ['a missing key', 'volume "a" : references non-existent config key: b'],
    ['a time that is up', `${TIMED_OUT}[a]: timed out`],
    ['a missing source', 'configmap "a" not found'],
  ])('leave %s to another rule', (_, message) => {
    expect(mountFailure(message)).toBeUndefined();
  });

  test.each([
    ['by its name', "unknown filesystem type 'nfs'", 'the node cannot mount nfs'],
    [
      'without one',
      'you might need a /sbin/mount.<type> helper program',
      'the node cannot mount this kind of storage',
    ],
  ])('name the kind of storage %s', (_, message, cause) => {
    expect(mountFailure(message)).toMatchObject({ cause });
  });
});

test('a sandbox without an address is another failure', () => {
  const message = 'Failed to create pod sandbox: no available IPs';
  expect([sandboxFailure(message), exhaustedAddresses(message)]).toEqual([
    undefined,
    { raw: 'no available IPs' },
  ]);
  expect(exhaustedAddresses('other')).toBeUndefined();
});

describe('a quota', () => {
  const REFUSAL = { quota: 'compute', requested: '', used: '', limited: 'pods=3', quote: '' };

  test('is named up to a bound, and so is what it counts', () => {
    const parsed = parseQuotaMessage(`exceeded quota: ${LONG}, requested: ${LONG} , used: a, b `);
    expect(parsed?.quota).toBe('x'.repeat(253));
    expect(parsed?.requested).toBe('x'.repeat(200));
    expect(parsed?.used).toBe('a, b');
  });

  test('is compared with what it is now, by its name', () => {
    const other = { ...quota({ pods: '9' }), name: 'other' };
    const field = { object: 'ResourceQuota/compute', field: 'status.hard[pods]' };
    expect(quotaNow(REFUSAL, [other, quota({ pods: '3' })])).toEqual({
      since: '',
      evidence: [{ ...field, value: '3' }],
    });
    expect(quotaNow(REFUSAL, [other])).toEqual({ since: '', evidence: [] });
  });
});

describe('a probe is described', () => {
  test.each([['by path and port', probe({ path: 'x'.repeat(90), port: 'y'.repeat(30) })]])(
    '%s, up to a bound',
    (_, it) => {
      const text = Object.values(probeWords(it, '')).join('\n');
      expect(text).toContain(`the probe GET ${cut(80)} on port ${'y'.repeat(19)}…`);
    },
  );

  test('by its port, up to a bound', () => {
    const text = Object.values(probeWords(probe({ handler: 'tcp', port: 'x'.repeat(30) }), ''));
    expect(text.join('\n')).toContain(`the tcp probe of port ${cut(20)}`);
  });
});

test('a container is named in a sentence and at its beginning, its image up to a bound', () => {
  const it = container({ kind: 'init', image: LONG });
  const servicePod = podWith(it);
  const details = containerDetails({ servicePod, pod: servicePod.pod, container: it });
  expect(details).toMatchObject({
    who: 'init container "app"',
    Who: 'Init container "app"',
    image: cut(200),
  });
});

describe('a pod asks for more than any node has', () => {
  const NONE = { cpuMillis: 0, memoryBytes: 0, storageBytes: 0 };

  test.each([
    ['whole processors', { cpuMillis: 3000 }, { resource: 'cpu', asked: '3', offered: '0' }],
    ['parts of one', { cpuMillis: 2500 }, { resource: 'cpu', asked: '2500m', offered: '0' }],
    ['less than one', { cpuMillis: 500 }, { resource: 'cpu', asked: '500m', offered: '0' }],
    [
      'gibibytes',
      { memoryBytes: 1.26 * 2 ** 30 },
      { resource: 'memory', asked: '1.3Gi', offered: '0Mi' },
    ],
    ['one of them', { memoryBytes: 2 ** 30 }, { resource: 'memory', asked: '1Gi', offered: '0Mi' }],
    [
      'less than one',
      { storageBytes: 1023 * 2 ** 20 },
      { resource: 'ephemeral-storage', asked: '1023Mi', offered: '0Mi' },
    ],
  ])('%s', (_, asked, wanted) => {
    const it = pod({ requests: { ...NONE, ...asked } }).pod;
    const capacity = { largest: NONE, unready: 0, silentSinceMs: [] };
    expect(tooLargeFor(it, capacity)).toEqual(wanted);
  });
});

function told(facts: Parameters<typeof condition>[2], status: 'True' | 'False' = 'True') {
  const conditions = [condition('PodResizePending', status, { reason: 'Deferred', ...facts })];
  const found = unresizedPods(exampleSnapshot({ pods: [pod({ conditions })] }), ['Deferred']);
  return found.map(({ details }) => details['raw']);
}

describe('a pod that is not resized', () => {
  test.each<[string, () => readonly (string | undefined)[], readonly string[]]>([
    ['is told in the words of the kubelet', () => told({ message: 'no room' }), ['no room']],
    ['else by its reason', () => told({}), ['Deferred']],
    ['at once', () => told({ sinceMs: ago(0) }), ['Deferred']],
    ['not for another reason', () => told({ reason: 'Infeasible' }), []],
    ['not once it is', () => told({}, 'False'), []],
  ])('%s', (_, found, wanted) => {
    expect(found()).toEqual(wanted);
  });
});

describe('a container that runs is not ready', () => {
  const PROBED = { ready: false, state: running(120), readiness: probe() };

  function since(facts: Partial<ContainerFact>, unreadySeconds = 60) {
    const conditions = [condition('ContainersReady', 'False', { sinceMs: ago(unreadySeconds) })];
    const pods = [podWith(container({ ...PROBED, ...facts }), { conditions })];
    return unreadyContainers(exampleSnapshot({ pods })).map(({ sinceMs }) => sinceMs);
  }

  test.each<[string, () => readonly number[], readonly number[]]>([
    ['since its pod says so', () => since({}), [ago(60)]],
    ['at the earliest since it runs', () => since({}, 900), [ago(120)]],
    ['for half a minute', () => since({}, 30), [ago(30)]],
    ['not for less', () => since({}, 29), []],
    ['not before its time is up', () => since({ state: running(119) }, 900), []],
    ['not while it is', () => since({ ready: true }), []],
    ['not before its startup probe has passed', () => since({ started: false }), []],
  ])('%s', (_, found, wanted) => {
    expect(found()).toEqual(wanted);
  });

  test('not without a probe', () => {
    const pods = [podWith(container({ ready: false, state: running(900) }))];
    expect(unreadyContainers(exampleSnapshot({ pods }))).toEqual([]);
  });
});

describe('a Service leads', () => {
  const HEADLESS = { isHeadless: true } as const;

  test.each<[string, Partial<NetworkServiceFact>, readonly ServicePod[], boolean]>([
    ['to a pod that has its port', {}, [portPod()], true],
    ['to nobody without a pod', {}, [], false],
    ['to nobody without a pod, headless too', HEADLESS, [], false],
    ['to nobody when no pod has its port', {}, [portPod(['metrics'])], false],
    ['to any pod when it has no port', { ports: [] }, [portPod([])], true],
    ['to any pod when it is headless', HEADLESS, [portPod(['metrics'])], true],
    [
      'to a port of a sidecar',
      {},
      [podWith(container({ kind: 'sidecar', ports: ['http'] }))],
      true,
    ],
    [
      'not to a port of an init container',
      {},
      [podWith(container({ kind: 'init', ports: ['http'] }))],
      false,
    ],
  ])('%s', (_, facts, pods, wanted) => {
    expect(arrives(front(facts), pods)).toBe(wanted);
  });

  test('to the ports of containers and sidecars', () => {
    const init = container({ kind: 'init', ports: ['a'] });
    const sidecar = container({ kind: 'sidecar', ports: ['b'] });
    const it = pod({ initContainers: [init, sidecar], containers: [container({ ports: ['c'] })] });
    expect(portsOf(it)).toEqual(['c', 'b']);
  });

  test.each<[string, ServicePod, boolean]>([
    ['with a port', portPod(), true],
    ['with a probe through one', portPod([], { liveness: probe() }), true],
    [
      'of which one container has a port',
      pod({ containers: [container(), container({ ports: ['a'] })] }),
      true,
    ],
    ['not without any', portPod([]), false],
  ])('to a pod %s', (_, it, wanted) => {
    expect(isCallable(it)).toBe(wanted);
  });

  test('not to what a Job made', () => {
    const run = pod({}, { workload: { kind: 'Job', name: 'migrate' } });
    expect(callablePods(exampleSnapshot({ pods: [run, portPod()] }))).toHaveLength(1);
  });

  test('since the Service and the first of its pods are there', () => {
    const pods = [pod({ createdMs: ago(50) }), pod({ createdMs: ago(90) })];
    expect(togetherSinceMs(front({ createdMs: ago(900) }), pods)).toBe(ago(90));
    expect(togetherSinceMs(front({ createdMs: ago(20) }), pods)).toBe(ago(20));
  });
});
