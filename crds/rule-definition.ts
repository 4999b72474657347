// The CustomResourceDefinition of HealthRule: what a platform team may add to the catalogue.
import {
  RULE_API_VERSION,
  RULE_KIND,
  RULE_PLURAL,
  ruleSpecSchema,
  ruleStatusSchema,
} from '../src/api/health-rule.ts';
import { customResource } from './custom-resource.ts';
import { type StructuralSchema, toStructural } from './structural.ts';

const COLUMNS = [
  {
    name: 'Code',
    type: 'string',
    jsonPath: '.spec.code',
    description: 'The diagnosis that the rule is about.',
  },
  {
    name: 'Severity',
    type: 'string',
    jsonPath: '.spec.diagnosis.severity',
    description: 'Of a diagnosis of your own.',
  },
  {
    name: 'Ready',
    type: 'string',
    jsonPath: '.status.conditions[?(@.type=="Ready")].status',
    description: 'Whether the rule is used.',
  },
  {
    name: 'Age',
    type: 'date',
    jsonPath: '.metadata.creationTimestamp',
    description: 'How long the rule has existed.',
  },
  {
    name: 'Reason',
    type: 'string',
    jsonPath: '.status.conditions[?(@.type=="Ready")].reason',
    description: 'Why it is used, or is not.',
    priority: 1,
  },
  {
    name: 'Message',
    type: 'string',
    jsonPath: '.status.conditions[?(@.type=="Ready")].message',
    description: 'The same in a sentence.',
    priority: 1,
  },
] as const;

/** The CustomResourceDefinition as a plain object. */
export function ruleDefinition(): StructuralSchema {
  return customResource({
    kind: RULE_KIND,
    plural: RULE_PLURAL,
    scope: 'Cluster',
    version: { additionalPrinterColumns: COLUMNS },
    schema: ruleSchema(),
  });
}

function ruleSchema(): StructuralSchema {
  return {
    description:
      'A rule of the platform team, for all services of the cluster or some: a diagnosis of your own (match and diagnosis), a runbook for one that there is (annotate), or one that is accepted for a while (silence). A rule that cannot be used says so in its status and changes nothing.',
    type: 'object',
    required: ['spec'],
    properties: {
      apiVersion: { description: `Always ${RULE_API_VERSION}.`, type: 'string' },
      kind: { description: `Always ${RULE_KIND}.`, type: 'string' },
      metadata: { type: 'object' },
      spec: toStructural(ruleSpecSchema, 'asDeclared'),
      status: {
        ...toStructural(ruleStatusSchema, 'keysOnly'),
        default: { observedGeneration: -1 },
      },
    },
  };
}
