import type { ObjectFact } from '../facts/index.ts';

/** What an Event can be about: a pod, a workload, a claim or a Service. */
export type EventSubject = Pick<ObjectFact, 'namespace' | 'name' | 'uid' | 'createdMs'> & {
  readonly kind: string;
};

/** The key under which the Events about this very object are kept. */
export function uidSubject(namespace: string, uid: string): string {
  return `${namespace}/${uid}`;
}

/** The key for Events whose writer left the uid out. */
export function nameSubject(namespace: string, kind: string, name: string): string {
  return `${namespace}/${kind}/${name}`;
}
