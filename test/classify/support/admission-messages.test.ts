import { describe, expect, test } from 'vitest';
import {
  invalidFieldDetails,
  limitRangeDetails,
  podSecurityDetails,
  policyDenialDetails,
  priorityClassDetails,
  runtimeClassDetails,
  serviceAccountDetails,
  unreachableDetails,
  webhookDenialDetails,
} from '../../../src/classify/support/admission-messages.ts';
import { exampleSnapshot } from '../../../src/classify/support/example-snapshot.ts';
import {
  deployment,
  refused,
  refusedWorld,
} from '../../../src/classify/support/example-workloads.ts';
import { ago } from '../../../src/classify/support/examples.ts';
import { refusalsRead } from '../../../src/classify/support/refusal-findings.ts';
import { isWithoutAnswer } from '../../../src/classify/support/refusal-text.ts';
import { refusedPods } from '../../../src/classify/support/refused-pods.ts';

const readers = {
  invalidFieldDetails,
  limitRangeDetails,
  podSecurityDetails,
  policyDenialDetails,
  priorityClassDetails,
  runtimeClassDetails,
  serviceAccountDetails,
  unreachableDetails,
  webhookDenialDetails,
};

/** What each reader makes of a refusal as a controller quotes it; those that make nothing of it are left out. */
function readings(message: string): object {
  const all = Object.entries(readers).map(([name, read]) => {
    const [finding] = refusalsRead(exampleSnapshot(refusedWorld(message)), read);
    const {
      what: _,
      raw: __,
      workload: ___,
      workloadPath: ____,
      namespace: _____,
      ...details
    } = finding?.details ?? {};
    return [name, details] as const;
  });
  return Object.fromEntries(all.filter(([, details]) => Object.keys(details).length > 0));
}

const POD = 'pods "web-7c9d-abcde" is forbidden: ';

describe('each refusal is read by one reader only', () => {
  test.each<[string, string, object]>([
    [
      'a minimum of a LimitRange that nothing was requested for',
      `${POD}minimum cpu usage per Container is 100m.  No request is specified`,
      {
        limitRangeDetails: {
          who: 'a LimitRange',
          rule: 'minimum cpu usage per Container is 100m. No request is specified',
        },
      },
    ],
    [
      'several bounds at once',
      `${POD}[maximum cpu usage per Container is 1, but limit is 2, maximum memory usage per Pod is 1Gi, but limit is 2Gi]`,
      {
        limitRangeDetails: {
          who: 'a LimitRange',
          rule: 'maximum cpu usage per Container is 1, but limit is 2, maximum memory usage per Pod is 1Gi, but limit is 2Gi',
        },
      },
    ],
    [
      'a ratio of a LimitRange',
      `${POD}cpu max limit to request ratio per Container is 2, but provided ratio is 4.000000`,
      {
        limitRangeDetails: {
          who: 'a LimitRange',
          rule: 'cpu max limit to request ratio per Container is 2, but provided ratio is 4.000000',
        },
      },
    ],
    [
      'a quota that counts what the pod does not name',
      `${POD}failed quota: compute: must specify limits.cpu for: app; requests.memory for: app`,
      {
        limitRangeDetails: {
          who: 'quota "compute"',
          rule: 'must specify limits.cpu for: app; requests.memory for: app',
        },
      },
    ],
    [
      'a quota that is used up is not one of these',
      `${POD}exceeded quota: compute, requested: cpu=2, used: cpu=9, limited: cpu=10`,
      {},
    ],
    [
      'the baseline standard of Pod Security',
      `${POD}violates PodSecurity "baseline:v1.34": host namespaces (hostNetwork=true), hostPort (container "app" uses hostPort 80)`,
      {
        podSecurityDetails: {
          level: 'baseline:v1.34',
          violations:
            'host namespaces (hostNetwork=true), hostPort (container "app" uses hostPort 80)',
        },
      },
    ],
    [
      'a webhook that gives no reason',
      'admission webhook "a.b" denied the request without explanation',
      { webhookDenialDetails: { policy: 'a.b', words: 'without explanation' } },
    ],
    [
      'a webhook that quotes another refusal',
      'admission webhook "a.b" denied the request: violates PodSecurity "x": failed calling webhook "y": no',
      {
        webhookDenialDetails: {
          policy: 'a.b',
          words: 'violates PodSecurity "x": failed calling webhook "y": no',
        },
      },
    ],
    [
      'a policy without binding',
      `${POD}ValidatingAdmissionPolicy 'a' denied request: no`,
      { policyDenialDetails: { policy: 'a', words: 'no' } },
    ],
    [
      'a mutating policy',
      `${POD}policy 'a' with binding 'b' denied request: no`,
      { policyDenialDetails: { policy: 'a', words: 'no' } },
    ],
    [
      'a webhook whose certificate nobody trusts',
      'Internal error occurred: failed calling webhook "a.b": failed to call webhook: Post "https://x.y.svc:443/?timeout=10s": x509: certificate signed by unknown authority',
      {
        unreachableDetails: {
          webhook: 'a.b',
          cause:
            'failed to call webhook: Post "https://x.y.svc:443/?timeout=10s": x509: certificate signed by unknown authority',
        },
      },
    ],
    [
      'a webhook of which no more is known',
      'failed calling webhook "a.b"; no further details available',
      { unreachableDetails: { webhook: 'a.b', cause: 'no further details available' } },
    ],
    [
      'two invalid fields',
      'Pod "web-7c9d-abcde" is invalid: [spec.containers[0].image: Required value, spec.hostname: Invalid value: "A": a lowercase RFC 1123 label]',
      {
        invalidFieldDetails: {
          field: 'spec.containers[0].image',
          problem:
            'spec.containers[0].image: Required value, spec.hostname: Invalid value: "A": a lowercase RFC 1123 label',
        },
      },
    ],
    ['what nobody knows', `${POD}the moon is full`, {}],
  ])('%s', (_, message, expected) => {
    expect(readings(message)).toEqual(expected);
  });
});

test('a refusal of a moment ago may be gone at the next try', () => {
  const young = { ...refused(`${POD}no PriorityClass with name gold was found`), sinceMs: ago(19) };
  const workloads = [deployment({ replicas: 2, conditions: [young] })];
  expect(refusalsRead(exampleSnapshot({ workloads }), priorityClassDetails)).toEqual([]);
});

test.each([
  'Post "https://10.96.0.1:443/api/v1/namespaces/shop/pods": dial tcp 10.96.0.1:443: connect: connection refused',
  'Post "https://10.96.0.1:443/api/v1/namespaces/shop/pods": EOF',
  'etcdserver: request timed out',
  'the server is currently unable to handle the request',
  'Timeout: request did not complete within requested timeout - context deadline exceeded',
])('"%s" is no refusal: nobody answered', (message) => {
  expect(isWithoutAnswer(message)).toBe(true);
  const snapshot = exampleSnapshot(refusedWorld(`Error creating: ${message}`));
  expect(refusedPods(snapshot)).toEqual([]);
});

test.each([
  'exceeded quota: compute, requested: cpu=2, used: cpu=9, limited: cpu=10',
  'Internal error occurred: failed calling webhook "a.b": failed to call webhook: Post "https://x.y.svc:443/": EOF',
])('"%s" is the API server’s answer', (message) => {
  expect(isWithoutAnswer(message)).toBe(false);
  expect(refusedPods(exampleSnapshot(refusedWorld(message)))).toHaveLength(1);
});
