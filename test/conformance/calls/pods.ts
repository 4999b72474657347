// Pods and workloads, as the operator reads them and a person asks for them.
import { type Area, call, get, post, remove } from '../call.ts';
import { DEPLOYMENTS, PODS, pod } from './objects.ts';

const DEPLOYMENT = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'd' },
  spec: {
    replicas: 0,
    selector: { matchLabels: { app: 'd' } },
    template: {
      metadata: { labels: { app: 'd' } },
      spec: { containers: [{ name: 'app', image: 'registry.example/app:1' }] },
    },
  },
};

export const pods: Area = {
  name: 'pods',
  calls: [
    call('a pod is made', post(PODS, pod('p'))),
    call('pods are listed', get(PODS)),
    call('a pod is bad', post(PODS, { ...pod('bad'), spec: { containers: [] } })),
    call('the log of a pod that is not there', get(`${PODS}/nosuch/log`)),
    call('the log of a pod without a node', get(`${PODS}/p/log`)),
    call('the log of a container that is not there', get(`${PODS}/p/log?container=nosuch`)),
    call('a log cut to nothing', get(`${PODS}/p/log?tailLines=-1`)),
    call('a log with a flag that is none', get(`${PODS}/p/log?previous=perhaps`)),
    call('a pod is deleted', remove(`${PODS}/p`), get(`${PODS}/p`)),
    call('a deployment is made', post(DEPLOYMENTS, DEPLOYMENT)),
  ],
};
