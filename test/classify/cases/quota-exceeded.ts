import {
  job,
  refusalEvent,
  replicaSet,
  statefulSet,
} from '../../../src/classify/support/example-workloads.ts';
import type { Cases } from '../examples.ts';

const REFUSED =
  'pods "web-7c9d-abcde" is forbidden: exceeded quota: compute, requested: requests.cpu=2, used: requests.cpu=9, limited: requests.cpu=10';

export default [
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
] satisfies Cases;
