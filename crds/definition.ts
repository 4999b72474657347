// The CustomResourceDefinition: names, columns and selectors around the schema.
import { GROUP, KIND, PLURAL, SHORT_NAME, VERSION } from '../src/api/constants.ts';
import { serviceHealthSchema } from '../src/api/service-health.ts';
import { specSchema } from '../src/api/spec.ts';
import { statusSchema } from '../src/api/status.ts';
import { customResource } from './custom-resource.ts';
import { type StructuralSchema, toStructural } from './structural.ts';

interface PrinterColumn {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'date';
  readonly jsonPath: string;
  readonly description: string;
  readonly priority?: 1;
}

const COLUMNS: readonly PrinterColumn[] = [
  {
    name: 'Health',
    type: 'string',
    jsonPath: '.status.health',
    description: 'One word for the service.',
  },
  {
    name: 'Pods',
    type: 'string',
    jsonPath: '.status.podsReady',
    description: 'Ready and desired pods.',
  },
  {
    name: 'Issues',
    type: 'integer',
    jsonPath: '.status.issues',
    description: 'Active errors and warnings.',
  },
  {
    name: 'Top-Issue',
    type: 'string',
    jsonPath: '.status.topIssue',
    description: 'The most important active problem.',
  },
  {
    name: 'Since',
    type: 'date',
    jsonPath: '.status.healthSince',
    description: 'How long the service has had this word.',
  },
  {
    name: 'Age',
    type: 'date',
    jsonPath: '.metadata.creationTimestamp',
    description: 'How long the object has existed.',
  },
  {
    name: 'Versions',
    type: 'string',
    jsonPath: '.status.versions',
    description: 'Image tags of the main containers.',
    priority: 1,
  },
  {
    name: 'Restarts',
    type: 'integer',
    jsonPath: '.status.restarts',
    description: 'Restarts of the present pods.',
    priority: 1,
  },
  {
    name: 'Ready',
    type: 'string',
    jsonPath: '.status.conditions[?(@.type=="Ready")].status',
    description: 'Whether the report itself is current and complete.',
    priority: 1,
  },
  {
    name: 'Summary',
    type: 'string',
    jsonPath: '.status.summary',
    description: 'The state in one line.',
    priority: 1,
  },
];

/** The CustomResourceDefinition as a plain object. */
export function customResourceDefinition(): StructuralSchema {
  return customResource({
    kind: KIND,
    plural: PLURAL,
    scope: 'Namespaced',
    names: { shortNames: [SHORT_NAME], categories: ['all'] },
    version: {
      additionalPrinterColumns: COLUMNS,
      selectableFields: [{ jsonPath: '.status.health' }, { jsonPath: '.status.topIssue' }],
    },
    schema: resourceSchema(),
  });
}

function resourceSchema(): StructuralSchema {
  return {
    description: serviceHealthSchema.description,
    type: 'object',
    properties: {
      apiVersion: { description: `Always ${GROUP}/${VERSION}.`, type: 'string' },
      kind: { description: `Always ${KIND}.`, type: 'string' },
      metadata: { type: 'object' },
      spec: toStructural(specSchema, 'asDeclared'),
      // Until the first report a reader that compares generations must see that the spec was not looked at.
      status: { ...toStructural(statusSchema, 'keysOnly'), default: { observedGeneration: -1 } },
    },
  };
}
