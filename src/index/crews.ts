import type { OwnerReference } from '../facts/index.ts';
import type { MemberFact } from './owners.ts';

/** The unlabelled objects of one controller of a kind we do not know. */
export interface Crew<M> {
  readonly id: string;
  /** The controller's name, which the service would get. */
  readonly name: string;
  readonly members: Set<M>;
  readonly live: Set<M>;
  /** More than one live pod. */
  isService: boolean;
}

interface CrewMember {
  readonly fact: MemberFact;
  crew: Crew<this> | undefined;
}

/**
 * One live pod of an unknown controller may be a one-off, such as a CI run; two are a service. Members are told only
 * when their crew turns from the one into the other.
 */
export class Crews<M extends CrewMember & { crew: Crew<M> | undefined }> {
  readonly #crews = new Map<string, Crew<M>>();
  readonly #onTurn: (member: M, service: string | undefined) => void;

  constructor(onTurn: (member: M, service: string | undefined) => void) {
    this.#onTurn = onTurn;
  }

  /** Puts the member there, again after each change of its fact; returns the service's name if it is one. */
  join(member: M, owner: OwnerReference): string | undefined {
    const { kind, name, uid } = owner;
    const id = `${member.fact.namespace}/${kind}/${uid}/${name}`;
    if (member.crew?.id !== id) this.quit(member);
    const crew = this.#crews.get(id) ?? newCrew<M>(id, name);
    this.#crews.set(id, crew);
    member.crew = crew;
    crew.members.add(member);
    if (isLivePod(member.fact)) crew.live.add(member);
    else crew.live.delete(member);
    this.#muster(crew);
    return crew.isService ? name : undefined;
  }

  quit(member: M): void {
    const { crew } = member;
    if (crew === undefined) return;
    member.crew = undefined;
    crew.members.delete(member);
    crew.live.delete(member);
    if (crew.members.size === 0) this.#crews.delete(crew.id);
    this.#muster(crew);
  }

  #muster(crew: Crew<M>): void {
    const isService = crew.live.size > 1;
    if (isService === crew.isService) return;
    crew.isService = isService;
    for (const member of crew.members) this.#onTurn(member, isService ? crew.name : undefined);
  }
}

function newCrew<M>(id: string, name: string): Crew<M> {
  return { id, name, members: new Set(), live: new Set(), isService: false };
}

/** A pod that runs or may yet run. One that is being deleted counts until it is gone: its successor is not there yet. */
function isLivePod(fact: MemberFact): boolean {
  return fact.kind === 'Pod' && fact.phase !== 'Succeeded' && fact.phase !== 'Failed';
}
