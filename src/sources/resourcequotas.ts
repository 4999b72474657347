import type { QuotaFact } from '../facts/index.ts';
import type { Interner } from './intern.ts';
import { MAX_LABEL_KEY, objectFact } from './object-fact.ts';
import { fields, word } from './read.ts';
import type { Source } from './source.ts';

/** More than there are kinds of things to count; names of classes and devices can make more of them. */
const MAX_RESOURCES = 64;
/** "1024Mi" and the like: what is longer is no amount. */
const MAX_QUANTITY = 32;

/** ResourceQuotas: how much a namespace may have. */
export function quotaSource(intern: Interner): Source<QuotaFact> {
  return {
    resource: 'resourcequotas',
    apiGroup: '',
    version: 'v1',
    // Without them a refusal is told with the numbers of its moment only.
    isRequired: false,
    project: (object) => projectQuota(object, intern),
  };
}

function projectQuota(object: unknown, intern: Interner): QuotaFact | undefined {
  const common = objectFact(object, intern);
  if (common === undefined) return undefined;
  const { namespace, name, uid } = common;
  const hard = fields(fields(fields(object)['status'])['hard']);
  const amounts = Object.entries(hard)
    .slice(0, MAX_RESOURCES)
    .map(([resource, amount]) => amountOf(resource, amount, intern))
    .filter(([, amount]) => amount !== '');
  return { kind: 'ResourceQuota', namespace, name, uid, hard: new Map(amounts) };
}

function amountOf(resource: string, amount: unknown, intern: Interner): [string, string] {
  return [intern.string(word(resource, MAX_LABEL_KEY)), intern.string(word(amount, MAX_QUANTITY))];
}
