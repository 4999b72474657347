// The tables of `kubectl get`.
import { type Area, type Ask, call, get, patch, post } from '../call.ts';
import { HEALTHS, health, PODS, pod, TABLE } from './objects.ts';

function table(path: string): Ask {
  return get(path, { accept: TABLE });
}

const STATUS = {
  health: 'Degraded',
  podsReady: '4/6',
  issues: 1,
  topIssue: 'OOMKilled',
  healthSince: '2020-01-01T00:00:00Z',
  versions: '1.4.1,1.4.2',
  restarts: 7,
  summary: '2 of 6 pods run out of memory',
  conditions: [
    {
      type: 'Ready',
      status: 'True',
      reason: 'Reported',
      message: '',
      lastTransitionTime: '2020-01-01T00:00:00Z',
    },
  ],
};

const CRASHING = {
  phase: 'Running',
  podIP: '10.0.0.1',
  containerStatuses: [
    {
      name: 'app',
      image: 'registry.example/app:1',
      imageID: '',
      ready: false,
      restartCount: 3,
      state: { waiting: { reason: 'CrashLoopBackOff' } },
      lastState: {
        terminated: { exitCode: 1, reason: 'Error', finishedAt: '2020-01-01T00:00:00Z' },
      },
    },
  ],
};

export const tables: Area = {
  name: 'tables',
  calls: [
    call('an empty table', table(HEALTHS)),
    call('an empty table of pods', table(PODS)),
    call(
      'a table of our kind',
      post(HEALTHS, health('full', { metadata: { labels: { app: 'full' } } })),
      patch('merge', `${HEALTHS}/full/status`, { status: STATUS }),
      post(HEALTHS, health('without-report')),
      table(HEALTHS),
      table(`${HEALTHS}/full`),
    ),
    call('a table with whole objects', table(`${HEALTHS}?includeObject=Object&limit=1`)),
    call('a table without objects', table(`${HEALTHS}?includeObject=None`)),
    call('a table with an unknown part', table(`${HEALTHS}?includeObject=Nonsense`)),
    call(
      'a table of pods',
      post(PODS, pod('pending')),
      post(PODS, pod('crashing')),
      patch('merge', `${PODS}/crashing/status`, { status: CRASHING }),
      table(PODS),
    ),
    call('a page of a table', table(`${PODS}?limit=1`)),
    call('one row of pods', table(`${PODS}/pending`)),
    call('a row that is not there', table(`${HEALTHS}/nosuch`)),
    call(
      'a watch of rows',
      table(
        `${HEALTHS}?watch=1&timeoutSeconds=1&resourceVersion=0&fieldSelector=metadata.name=full`,
      ),
    ),
    call(
      'a watch of rows, from a version',
      table(HEALTHS),
      patch('merge', `${HEALTHS}/full/status`, { status: { issues: 2 } }),
      table(`${HEALTHS}?watch=1&timeoutSeconds=1&resourceVersion={0.metadata.resourceVersion}`),
    ),
    call(
      'a table of an unknown version',
      get(HEALTHS, { accept: 'application/json;as=Table;v=v9;g=meta.k8s.io' }),
    ),
  ],
};
