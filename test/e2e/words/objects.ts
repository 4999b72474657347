// The manifests of the cases.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GROUP, KIND, VERSION } from '../../../src/api/constants.ts';
import { objectNameOf } from '../../../src/index/service-key.ts';
import { projectFolder } from '../run.ts';
import { type CrashingContainer, type WordsCase, wordsCases } from './cases.ts';
import type { Planted } from './planted.ts';

export const wordsNamespace = 'e2e-last-words';

function metadataOf(name: string): { readonly name: string; readonly namespace: string } {
  return { name, namespace: wordsNamespace };
}

function containerOf({ name, script, command, more }: CrashingContainer): unknown {
  const words = script === undefined ? command : ['sh', '-c', script];
  return {
    name,
    image: 'registry.zoo.test/app:1.0.0',
    imagePullPolicy: 'IfNotPresent',
    ...(words !== undefined && { command: words }),
    resources: { requests: { cpu: '1m', memory: '8Mi' }, limits: { memory: '32Mi' } },
    volumeMounts: ['traces', 'planted'].map((volume) => ({
      name: volume,
      mountPath: `/${volume}`,
    })),
    ...more,
  };
}

function podOf({ containers, init = [] }: WordsCase): object {
  return {
    automountServiceAccountToken: false,
    dnsPolicy: 'Default',
    enableServiceLinks: false,
    terminationGracePeriodSeconds: 2,
    volumes: ['traces', 'planted'].map((name) => ({ name, configMap: { name } })),
    initContainers: init.map(containerOf),
    containers: containers.map(containerOf),
  };
}

function jobOf(one: WordsCase): unknown {
  const labels = { app: one.name };
  const template = { metadata: { labels }, spec: { ...podOf(one), restartPolicy: 'Never' } };
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { ...metadataOf(one.name), labels },
    spec: { backoffLimit: 1, template },
  };
}

function workloadOf(one: WordsCase): unknown {
  if (one.kind === 'Job') return jobOf(one);
  const isSet = one.kind === 'StatefulSet';
  const labels = { app: one.name };
  return {
    apiVersion: 'apps/v1',
    kind: one.kind ?? 'Deployment',
    metadata: { ...metadataOf(one.name), labels },
    spec: {
      replicas: isSet ? 2 : 1,
      ...(isSet && { serviceName: one.name, podManagementPolicy: 'Parallel' }),
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: podOf(one) },
    },
  };
}

function impatience({ name }: WordsCase): unknown {
  const spec = { thresholds: { startupGraceSeconds: 0 } };
  return {
    apiVersion: `${GROUP}/${VERSION}`,
    kind: KIND,
    metadata: metadataOf(objectNameOf(name)),
    spec,
  };
}

/** Texts that a real runtime printed. */
function tracesData(): Readonly<Record<string, string>> {
  const names = ['java', 'python-cause', 'node-cause', 'go', 'rust', 'ruby-cause', 'php-typeerr'];
  const files = [...names, 'json-pino'].map((name) => [name, `test/logs/traces/${name}.txt`]);
  const all = [...files, ['dotnet', 'test/e2e/words/dotnet.txt']];
  return Object.fromEntries(
    all.map(([name = '', path = '']) => [
      `${name}.txt`,
      readFileSync(join(projectFolder, path), 'utf8'),
    ]),
  );
}

function configMap(name: string, data: Readonly<Record<string, string>>): unknown {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: metadataOf(name), data };
}

export function wordsObjects({ text }: Planted): readonly unknown[] {
  const http = `HTTP/1.1 500 Internal Server Error\r\nConnection: close\r\nContent-Length: ${text.length}\r\n\r\n${text}`;
  return [
    configMap('traces', tracesData()),
    configMap('planted', { log: text, http }),
    ...wordsCases.map(workloadOf),
    ...wordsCases.filter(({ isImpatient }) => isImpatient).map(impatience),
  ];
}
