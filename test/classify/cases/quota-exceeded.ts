import { quota } from '../../../src/classify/support/example-surroundings.ts';
import {
  deployment,
  job,
  refusalEvent,
  refused,
  replicaSet,
  statefulSet,
} from '../../../src/classify/support/example-workloads.ts';
import type { Cases } from '../examples.ts';

const REFUSED =
  'pods "web-7c9d-abcde" is forbidden: exceeded quota: compute, requested: requests.cpu=2, used: requests.cpu=9, limited: requests.cpu=10';

const EVIDENCE = [
  'status.conditions[ReplicaFailure].message: exceeded quota: compute, requested: requests.cpu=2, used: requests.cpu=9, limited: requests.cpu=10',
  'status.hard[requests.cpu]: 20',
];

export default [
  {
    name: 'the quota was raised since, and the controller has not tried again',
    given: {
      workloads: [deployment({ replicas: 2, conditions: [refused(REFUSED)] })],
      quotas: [quota({ 'requests.cpu': '20', pods: '5' })],
    },
    found: [
      {
        workload: 'web',
        confidence: 'confirmed',
        reason: 'FailedCreate',
        details: {
          limited: 'requests.cpu=10',
          since:
            ' Since then the quota was changed to requests.cpu=20, which the next try will find: tries come at least every 17 minutes.',
        },
      },
    ],
  },
  {
    name: 'the quota still says what the refusal says',
    given: {
      workloads: [deployment({ replicas: 2, conditions: [refused(REFUSED)] })],
      quotas: [quota({ 'requests.cpu': '10' })],
    },
    found: [
      {
        workload: 'web',
        confidence: 'confirmed',
        reason: 'FailedCreate',
        details: { since: '' },
      },
    ],
  },
  {
    name: 'a Job leaves only the event',
    given: {
      workloads: [job({ active: 0 })],
      events: [refusalEvent(`Error creating: ${REFUSED}`, job())],
    },
    found: [{ workload: 'migrate', confidence: 'confirmed', reason: 'FailedCreate' }],
  },
  {
    name: 'a StatefulSet is known by its event alone',
    given: {
      events: [
        refusalEvent(
          'create Pod db-0 in StatefulSet db failed error: pods "db-0" is forbidden: exceeded quota: pods, requested: pods=1, used: pods=5, limited: pods=5',
          statefulSet(),
        ),
      ],
    },
    found: [{ workload: 'db', confidence: 'confirmed', reason: 'FailedCreate' }],
  },
  {
    name: 'a ReplicaSet that has its pods by now was refused earlier',
    given: {
      workloads: [replicaSet()],
      events: [refusalEvent(`Error creating: ${REFUSED}`, replicaSet())],
    },
    found: [],
  },
  {
    name: 'the refusal and what the quota says since are proof',
    given: {
      workloads: [deployment({ replicas: 2, conditions: [refused(REFUSED)] })],
      quotas: [quota({ 'requests.cpu': '20', pods: '5' })],
    },
    found: [
      {
        confidence: 'confirmed',
        reason: 'FailedCreate',
        evidence: EVIDENCE,
      },
    ],
  },
] satisfies Cases;
