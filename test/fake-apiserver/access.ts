// Who may do what: bearer tokens, planned refusals, and resource types that do not exist yet.

import { qualifiedName, RESOURCE_TYPES, type ResourceType } from './resources.ts';
import type { ResourcePath } from './routes/parse-url.ts';
import { detailsOf, StatusError } from './status.ts';

/** The one user behind every known token. */
const USER = 'system:serviceaccount:servicehealth:servicehealth';
const ANONYMOUS = 'system:anonymous';

/** One attempt to use a resource, as authorisation sees it. */
export interface Attempt {
  readonly verb: string;
  readonly type: ResourceType;
  readonly path: ResourcePath;
}

export class Access {
  #tokens: ReadonlySet<string>;
  #forbidden: ReadonlySet<string> = new Set();
  #absent: ReadonlySet<ResourceType> = new Set();

  constructor(tokens: readonly string[]) {
    this.#tokens = new Set(tokens);
  }

  setTokens(tokens: readonly string[]): void {
    this.#tokens = new Set(tokens);
  }

  setForbidden(forbidden: readonly string[]): void {
    this.#forbidden = new Set(forbidden);
  }

  /** Takes ids ("apps/v1/deployments") and bare plurals ("deployments"). */
  setAbsent(absent: readonly string[]): void {
    this.#absent = new Set(
      RESOURCE_TYPES.filter((type) => absent.includes(type.id) || absent.includes(type.plural)),
    );
  }

  setPresent(type: ResourceType, isPresent: boolean): void {
    const absent = new Set(this.#absent);
    if (isPresent) absent.delete(type);
    else absent.add(type);
    this.#absent = absent;
  }

  isServed(type: ResourceType): boolean {
    return !this.#absent.has(type);
  }

  /** A wrong token is refused on every path; without one the caller is anonymous. */
  userOf(token: string | undefined): string {
    if (token === undefined) return ANONYMOUS;
    if (this.#tokens.has(token)) return USER;
    throw new StatusError({ code: 401, reason: 'Unauthorized', message: 'Unauthorized' });
  }

  /** As SelfSubjectAccessReview answers: "get", "pods/log". */
  allows(user: string, verb: string, resource: string): boolean {
    return user === USER && !this.#forbidden.has(`${verb} ${resource}`);
  }

  authorizePath(user: string, path: string): void {
    if (user === USER) return;
    const message = `forbidden: User "${user}" cannot get path "${path}"`;
    throw new StatusError({ code: 403, reason: 'Forbidden', message, details: {} });
  }

  authorize(user: string, attempt: Attempt): void {
    const { type, verb, path } = attempt;
    const resource =
      path.subresource === undefined ? type.plural : `${type.plural}/${path.subresource}`;
    if (this.allows(user, verb, resource)) return;
    const subject =
      path.name === undefined ? qualifiedName(type) : `${qualifiedName(type)} "${path.name}"`;
    // A namespace lies in itself, as far as authorisation is concerned.
    const namespace = type.plural === 'namespaces' ? path.name : path.namespace;
    const scope =
      namespace === undefined ? 'at the cluster scope' : `in the namespace "${namespace}"`;
    throw new StatusError({
      code: 403,
      reason: 'Forbidden',
      message: `${subject} is forbidden: User "${user}" cannot ${verb} resource "${resource}" in API group "${type.group}" ${scope}`,
      details: detailsOf(type, path.name),
    });
  }
}
