import type { Area } from './types.ts';

export const ADMISSION: Area = {
  title: 'Pods that may not be made',
  file: 'admission.ts',
  rows: [
    { scenario: 'The quota of the namespace is used up.', codes: ['QuotaExceeded'] },
    {
      scenario: 'The resources are outside of what the namespace allows.',
      codes: ['LimitRangeViolation'],
    },
    {
      scenario: 'The security rules of the namespace refuse the pods.',
      codes: ['PodSecurityViolation'],
    },
    {
      scenario: 'A webhook or a policy refuses the pods.',
      codes: ['WebhookDenied', 'AdmissionPolicyDenied'],
    },
    { scenario: 'A webhook does not answer.', codes: ['WebhookUnreachable'] },
    {
      scenario: 'The service account or the priority class does not exist.',
      codes: ['ServiceAccountMissing', 'PriorityClassMissing'],
    },
    { scenario: 'The pod template is not valid.', codes: ['PodTemplateInvalid'] },
  ],
};
