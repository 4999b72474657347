// POST selfsubjectaccessreviews: what `kubectl auth can-i` asks.
import type { Exchange } from './exchange.ts';
import { textAt } from './json.ts';

export const REVIEW_PATH = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';

export function review({ state, request, reply }: Exchange, user: string): void {
  const asked = ['spec', 'resourceAttributes'] as const;
  const verb = textAt(request.body, ...asked, 'verb') ?? '';
  const resource = textAt(request.body, ...asked, 'resource') ?? '';
  const subresource = textAt(request.body, ...asked, 'subresource');
  const name = subresource === undefined ? resource : `${resource}/${subresource}`;
  const answer = {
    kind: 'SelfSubjectAccessReview',
    apiVersion: 'authorization.k8s.io/v1',
    status: { allowed: state.access.allows(user, verb, name) },
  };
  reply.json(201, JSON.stringify(answer));
}
