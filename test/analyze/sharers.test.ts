// A dump of several services that one thing hits: each is told of the others, by a number.
import { expect, test } from 'vitest';
import { analyze } from '../../src/analyze/analyze.ts';
import { loadCatalogue } from '../../src/classify/catalogue.ts';
import { parseSettings } from '../../src/config.ts';

const nowMs = Date.parse('2031-01-01T00:00:00Z');
const since = '2030-12-31T23:00:00Z';

/** A pod that waits for an image that its registry does not give. */
function waitingPod(name: string, image: string): Readonly<Record<string, unknown>> {
  const message = `failed to pull image "${image}": dial tcp 10.9.8.7:443: connect: connection refused`;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${name}-1`,
      namespace: name,
      uid: name,
      creationTimestamp: since,
      labels: { app: name },
    },
    spec: { containers: [{ name: 'app', image }] },
    status: {
      phase: 'Pending',
      startTime: since,
      containerStatuses: [
        { name: 'app', image, state: { waiting: { reason: 'ImagePullBackOff', message } } },
      ],
    },
  };
}

async function told(images: readonly string[]) {
  const parsed = parseSettings([], {});
  if (parsed.kind !== 'run') throw new Error('the settings are not accepted');
  const rules = await loadCatalogue();
  const pods = images.map((image, index) => waitingPod(`s${index}`, image));
  const { reports } = analyze(pods, { rules, settings: parsed.settings, nowMs });
  return reports.map(({ status }) => {
    const { code, sharedCause } = status?.diagnoses?.[0] ?? {};
    return [code, sharedCause?.name, sharedCause?.otherServices];
  });
}

test('a registry that fails for several services is told as such in each', async () => {
  expect(await told(['down.example/a:1', 'down.example/b:1', 'other.example/c:1'])).toEqual([
    ['RegistryUnreachable', 'down.example', 1],
    ['RegistryUnreachable', 'down.example', 1],
    ['RegistryUnreachable', 'other.example', undefined],
  ]);
});

test('many are told in steps', async () => {
  const images = Array.from({ length: 40 }, (_, index) => `down.example/app:${index}`);
  expect(new Set((await told(images)).map(([, , others]) => others))).toEqual(new Set([20]));
});
