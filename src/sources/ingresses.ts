import type { IngressBackendFact, IngressFact } from '../facts/index.ts';
import { freeText } from '../logs/text/free-text.ts';
import type { Interner } from './intern.ts';
import { changedMsOf, MAX_NAME, objectFact } from './object-fact.ts';
import { compact, defined, type Fields, fields, integer, items, word } from './read.ts';
import type { Source } from './source.ts';

const MAX_RULES = 1000;
const MAX_PATHS = 1000;
/** Of all rules together: hundreds of paths usually lead to a few Services. */
const MAX_ROUTES = 5000;
const MAX_BACKENDS = 256;
const MAX_ROUTE = 200;
const MAX_PORT = 63;
/** The controller of AWS load balancers: the name is that of an action in an annotation, and of no Service. */
const NO_SERVICE = 'use-annotation';

/** Ingresses: which Services callers from outside are sent to. */
export function ingressSource(intern: Interner): Source<IngressFact> {
  return {
    resource: 'ingresses',
    apiGroup: 'networking.k8s.io',
    version: 'v1',
    // Without them only the diagnoses about routes are missing.
    isRequired: false,
    project: (object) => projectIngress(object, intern),
  };
}

function projectIngress(object: unknown, intern: Interner): IngressFact | undefined {
  const common = objectFact(object, intern);
  if (common === undefined) return undefined;
  const spec = fields(fields(object)['spec']);
  return {
    ...common,
    kind: 'Ingress',
    backends: compact(backendsOf(spec, intern)),
    ...defined({ changedMs: changedMsOf(object) }),
  };
}

interface Route {
  readonly backend: Fields;
  readonly host: unknown;
  readonly path: unknown;
}

function backendsOf(spec: Fields, intern: Interner): readonly IngressBackendFact[] {
  const found = new Map<string, IngressBackendFact>();
  for (const { backend, host, path } of routesOf(spec)) {
    if (found.size === MAX_BACKENDS) break;
    const service = fields(backend['service']);
    const name = intern.string(word(service['name'], MAX_NAME));
    const port = intern.string(portOf(fields(service['port'])));
    const key = `${name}:${port}`;
    if (name === '' || port === NO_SERVICE || found.has(key)) continue;
    found.set(key, { service: name, port, route: routeOf(host, path) });
  }
  return [...found.values()];
}

function routesOf(spec: Fields): readonly Route[] {
  const rules = items(spec['rules'], MAX_RULES).map(fields);
  const routes = rules.flatMap((rule) =>
    items(fields(rule['http'])['paths'], MAX_PATHS)
      .map(fields)
      .map(({ backend, path }) => ({ backend: fields(backend), host: rule['host'], path })),
  );
  const byDefault = { backend: fields(spec['defaultBackend']), host: '', path: '' };
  return [byDefault, ...routes.slice(0, MAX_ROUTES)];
}

function portOf({ name, number }: Fields): string {
  const known = word(name, MAX_PORT);
  return known === '' ? String(integer(number, 0)) : known;
}

function routeOf(host: unknown, path: unknown): string {
  return `${word(host, MAX_NAME)}${freeText(path, MAX_ROUTE)}`.slice(0, MAX_ROUTE);
}
