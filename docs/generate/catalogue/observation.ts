import type { Area } from './types.ts';

export const OBSERVATION: Area = {
  title: 'What is seen, and what is not',
  file: 'observation.ts',
  rows: [
    {
      scenario: 'The operator may not see what it needs.',
      codes: ['CannotObserve'],
      unrecorded:
        'it is about the rights of the operator, which no recording holds: `npm run e2e` takes them away',
    },
    {
      scenario: 'Nothing belongs to the service.',
      codes: ['NoWorkloads'],
      unrecorded:
        'it is about a report that is left over, and recordings hold none: `test/operator` makes some',
    },
    { scenario: 'Kubernetes warns of something that has no name here.', codes: ['Unclassified'] },
    {
      scenario: 'A namespace is deleted and does not go.',
      codes: ['NamespaceStuck'],
    },
    {
      scenario: 'A quota is nearly used up, or a certificate is about to expire.',
      codes: [],
      reason:
        'left out: nothing is wrong yet, and certificates lie in Secrets, which are never read',
    },
  ],
};
