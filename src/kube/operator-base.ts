// The one import of @dot-i/k8s-operator, a CommonJS package that was written as a module.

import operatorModule, { ResourceEventType, ResourceMetaImpl } from '@dot-i/k8s-operator';

export type { OperatorLogger, ResourceEvent, ResourceMeta } from '@dot-i/k8s-operator';
export { ResourceEventType, ResourceMetaImpl };

/** Node's default import is the whole package; bundlers and test runners that know `__esModule` give the class. */
export const Operator = 'default' in operatorModule ? operatorModule.default : operatorModule;
