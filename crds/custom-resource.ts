// What every CustomResourceDefinition of ours has around its schema.
import { GROUP, VERSION } from '../src/api/constants.ts';
import type { StructuralSchema } from './structural.ts';

interface CustomResource {
  readonly kind: string;
  readonly plural: string;
  readonly scope: 'Namespaced' | 'Cluster';
  /** Other names besides kind and plural. */
  readonly names?: StructuralSchema;
  /** Columns and selectable fields of its only version. */
  readonly version: StructuralSchema;
  readonly schema: StructuralSchema;
}

export function customResource(resource: CustomResource): StructuralSchema {
  const { kind, plural, scope, names = {}, version, schema } = resource;
  const singular = kind.toLowerCase();
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${GROUP}` },
    spec: {
      group: GROUP,
      names: { kind, listKind: `${kind}List`, plural, singular, ...names },
      scope,
      versions: [
        {
          name: VERSION,
          served: true,
          storage: true,
          subresources: { status: {} },
          ...version,
          schema: { openAPIV3Schema: schema },
        },
      ],
    },
  };
}
