// How controllers quote the API server that refused a pod (Kubernetes 1.20 to 1.34):
//   ReplicaSet, DaemonSet, Job: Error creating: pods "web-7c9d-x2x1q" is forbidden: …
//   StatefulSet:                create Pod db-0 in StatefulSet db failed error: pods "db-0" is forbidden: …
//   CronJob:                    Error creating job: jobs.batch "nightly-29000000" is forbidden: …
import { steadyText } from './text.ts';

const HEADS = [
  /^Error creating(?: job)?: /,
  /^create (?:Pod|Claim) [^:]{1,600} failed error: /,
  /^[A-Za-z.]{1,40} "[^"]{1,300}" is (?:forbidden|invalid): /,
];

/** The API server cuts the controller's name so that five characters of its own make 63 at most. */
const MAX_START_CHARACTERS = 58;
/** Those characters: no vowels, and nothing that looks like another. */
const RANDOM_END = /^[bcdfghjklmnpqrstvwxz2456789]{5}(?![a-z0-9.-])/;

/**
 * Not the API server's words, but of somebody who got none: Go's client that did not reach it, etcd behind it, and the
 * API server about itself (Kubernetes 1.34). The controller tries again within seconds.
 */
const NO_ANSWER =
  /^(?:(?:Post|Get|Put|Patch) "https?:|etcdserver: |rpc error: |http2: |net\/http: |unexpected EOF|context deadline exceeded|client rate limiter |Timeout: |the server (?:is currently unable to handle|was unable to return))/;

/** True when the API server was not reached, and so has refused nothing. */
export function isWithoutAnswer(words: string): boolean {
  return NO_ANSWER.test(words);
}

/** The API server's own words, without the names of pods that `makers` wanted to make. */
export function withoutPodNames(message: string, makers: readonly string[]): string {
  let text = steadyText(message);
  for (const head of HEADS) text = text.replace(head, '');
  for (const maker of makers) text = withoutEnds(text, `${maker}-`.slice(0, MAX_START_CHARACTERS));
  return text === '' ? message : text;
}

function withoutEnds(text: string, start: string): string {
  const [head = '', ...rest] = text.split(start);
  return [head, ...rest.map((part) => part.replace(RANDOM_END, '*'))].join(start);
}
