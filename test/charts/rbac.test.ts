import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { renderChartFiles } from '../../charts/generate.ts';
import type { PolicyRule } from '../../charts/rbac.ts';

function read(name: string): string {
  return readFileSync(new URL(`../../charts/${name}`, import.meta.url), 'utf8');
}

function rulesOf(name: string): readonly PolicyRule[] {
  return parse(read(`servicehealth/files/${name}`)).rules;
}

/** "get apps/deployments" for all that a role allows. */
function permissions(rules: readonly PolicyRule[]): readonly string[] {
  return rules.flatMap(({ apiGroups, resources, verbs }) =>
    apiGroups.flatMap((group) =>
      resources.flatMap((resource) => verbs.map((verb) => `${verb} ${group}/${resource}`)),
    ),
  );
}

const all = [...permissions(rulesOf('clusterrole.yaml')), ...permissions(rulesOf('role.yaml'))];

it.each([...renderChartFiles()])('%s is what the generator writes', (name, wanted) => {
  expect(read(name)).toBe(wanted);
});

it('nothing is allowed that could read a secret or enter a container', () => {
  const forbidden =
    /\*|secrets|configmaps|serviceaccounts|exec|attach|portforward|proxy|impersonate|escalate|bind|customresourcedefinitions/;
  expect(all.filter((permission) => forbidden.test(permission))).toEqual([]);
});

it('nothing is written but reports, events and the lease', () => {
  const reading = /^(get|list|watch) /;
  expect(all.filter((permission) => !reading.test(permission))).toEqual([
    'create /events',
    'patch /events',
    'create events.k8s.io/events',
    'patch events.k8s.io/events',
    'create servicehealth.dev/servicehealths',
    'patch servicehealth.dev/servicehealths',
    'delete servicehealth.dev/servicehealths',
    'patch servicehealth.dev/servicehealths/status',
    'update servicehealth.dev/servicehealths/status',
    'patch servicehealth.dev/healthrules/status',
    'create coordination.k8s.io/leases',
    'update coordination.k8s.io/leases',
  ]);
});

it('the lease is only in our own namespace', () => {
  expect(permissions(rulesOf('clusterrole.yaml')).filter((each) => /leases/.test(each))).toEqual(
    [],
  );
});

it('a Role for --namespaces allows what the ClusterRole does, but for what is in no namespace', () => {
  const wide = permissions(rulesOf('clusterrole.yaml'));
  const narrow = permissions(rulesOf('namespaced/role.yaml'));
  const outside = new Set([
    '/nodes',
    '/persistentvolumes',
    'storage.k8s.io/storageclasses',
    '/namespaces',
    'servicehealth.dev/healthrules',
    'servicehealth.dev/healthrules/status',
  ]);
  expect(narrow).toEqual(wide.filter((permission) => !outside.has(permission.split(' ')[1] ?? '')));
});

it('every source can be listed and watched', () => {
  expect(all).toEqual(
    expect.arrayContaining([
      'list /pods',
      'watch /pods',
      'watch apps/deployments',
      'get /pods/log',
    ]),
  );
});
