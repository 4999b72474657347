// The fake API server against the real one of this run. Without an operator: it would write into what is compared.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { conformanceComplaints } from '../conformance/complaints.ts';
import { kubectlComplaints } from '../conformance/kubectl.ts';
import { installResourceType, removeResourceType } from './access.ts';
import { kubectl } from './kubectl.ts';
import { readRun } from './run.ts';

const run = readRun(process.env);
const definition = 'customresourcedefinition/servicehealths.servicehealth.dev';
let wasThere = false;

beforeAll(async () => {
  wasThere = (await kubectl(run, ['get', definition])).code === 0;
  await installResourceType(run);
});

// Other tests begin without it.
afterAll(async () => {
  if (!wasThere) await removeResourceType(run);
});

test('the fake API server differs from this one only where its list says so', async () => {
  expect((await conformanceComplaints(run.kubeconfig)).join('\n')).toBe('');
});

test('kubectl prints the same of both', async () => {
  expect((await kubectlComplaints(run)).join('\n')).toBe('');
});
