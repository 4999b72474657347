import type { Labels, ServiceKey } from '../facts/index.ts';
import { type IdentityConfig, serviceNameOf } from './service-key.ts';

/** More dashes than a name that people chose has. */
const MAX_STEPS = 8;

/** "web-admin-ingress", "web-admin", "web": whose thing it may be that has this name, nearest first. */
export function namesakes(name: string): readonly string[] {
  const names = [name];
  let rest = name;
  for (let dash = rest.lastIndexOf('-'); dash > 0 && names.length < MAX_STEPS; ) {
    rest = rest.slice(0, dash);
    names.push(rest);
    dash = rest.lastIndexOf('-');
  }
  return names;
}

/** The service that a set of labels names, as a list. */
export function labelled(labels: Labels, identity: IdentityConfig): readonly string[] {
  const name = serviceNameOf(labels, identity);
  return name === undefined ? [] : [name];
}

/** The first of these names that is a service of the namespace which something belongs to. */
export function firstHome(
  namespace: string,
  names: readonly string[],
  isKnown: (key: ServiceKey) => boolean,
): ServiceKey | undefined {
  const name = names.find((candidate) => isKnown({ namespace, name: candidate }));
  return name === undefined ? undefined : { namespace, name };
}
