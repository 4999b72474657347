import { agentPod, ready, unready } from '../../../src/classify/support/example-pods.ts';
import { daemonSet } from '../../../src/classify/support/example-workloads.ts';
import { ago, condition } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

const READY = agentPod('c', ready());

export default [
  {
    name: 'of many nodes three are named',
    given: {
      workloads: [daemonSet({ desired: 9 })],
      pods: ['e', 'd', 'c', 'b', 'a'].map((node) => agentPod(node, unready(920))),
    },
    found: [
      {
        confidence: 'confirmed',
        reason: 'Unavailable',
        details: { count: '5 nodes', nodes: 'a, b, c and 2 more' },
      },
    ],
  },
  {
    name: 'a pod that finds no room has no node to be named',
    given: {
      workloads: [daemonSet()],
      pods: [agentPod('', { ...unready(920), phase: 'Pending' }), READY],
    },
    found: [
      {
        confidence: 'confirmed',
        reason: 'Unavailable',
        details: { nodes: 'their pods have no node yet' },
      },
    ],
  },
  {
    name: 'the pod of a lost node is not to blame',
    given: {
      workloads: [daemonSet()],
      pods: [
        agentPod('a', {
          conditions: [
            condition('Ready', 'False', { sinceMs: ago(2000) }),
            condition('ContainersReady', 'True'),
          ],
        }),
        READY,
      ],
    },
    found: [],
  },
  {
    name: 'a pod that is being deleted is about to be replaced',
    given: {
      workloads: [daemonSet()],
      pods: [agentPod('a', { ...unready(2000), deletionMs: ago(10) })],
    },
    found: [],
  },
  {
    name: 'of many nodes three are proven, and the first that went without says since when',
    given: {
      workloads: [daemonSet({ desired: 4 })],
      pods: ['a', 'b', 'c', 'd'].map((node, index) => agentPod(node, unready(920 + index))),
    },
    found: [
      {
        confidence: 'confirmed',
        reason: 'Unavailable',
        evidence: Array(3).fill('status.conditions[Ready].status: False'),
        sinceMs: ago(923),
      },
    ],
  },
  {
    name: 'a DaemonSet whose only node goes without',
    given: { workloads: [daemonSet({ desired: 1 })], pods: [agentPod('a', unready(900))] },
    found: [{ confidence: 'confirmed', reason: 'Unavailable', details: { count: '1 node' } }],
  },
  {
    name: 'a quarter of an hour is not over a second before',
    given: { workloads: [daemonSet({ desired: 1 })], pods: [agentPod('a', unready(899))] },
    found: [],
  },
  {
    name: 'where no node is asked for, what is left there is missed by nobody',
    given: { workloads: [daemonSet({ desired: 0 })], pods: [agentPod('a', unready(920))] },
    found: [],
  },
] satisfies Cases;
