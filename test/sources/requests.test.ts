import { expect, test } from 'vitest';
import { quantityOf } from '../../src/sources/quantity.ts';
import { amountsOf, podRequestsOf } from '../../src/sources/requests.ts';

test.each<[unknown, number]>([
  ['2', 2],
  ['0.5', 0.5],
  ['500m', 0.5],
  ['64Mi', 64 * 2 ** 20],
  ['1.5Gi', 1.5 * 2 ** 30],
  ['1k', 1000],
  ['1e3', 1000],
  ['1E', 0],
  ['-1', 0],
  ['12 Gi', 0],
  ['', 0],
  [7, 0],
  [undefined, 0],
  ['9'.repeat(1000), 0],
])('quantity %j', (written, amount) => {
  expect(quantityOf(written)).toBe(amount);
});

function asks(cpu: string, more: object = {}) {
  return { resources: { requests: { cpu, memory: '1Ki' } }, ...more };
}

test.each([
  ['nothing', {}, [0, 0]],
  ['the sum of the containers', { containers: [asks('1'), asks('500m'), {}] }, [1500, 2048]],
  [
    'an init container that is larger than all that comes after it',
    { initContainers: [asks('3'), asks('1')], containers: [asks('2')] },
    [3000, 1024],
  ],
  [
    'sidecars beside all that starts after them',
    {
      initContainers: [asks('1', { restartPolicy: 'Always' }), asks('3')],
      containers: [asks('2')],
    },
    [4000, 2048],
  ],
  [
    'what the runtime takes',
    { containers: [asks('1')], overhead: { cpu: '250m', memory: '1Ki' } },
    [1250, 2048],
  ],
  [
    'what the pod as a whole asks for',
    { containers: [asks('1')], resources: { requests: { cpu: '7' } } },
    [7000, 1024],
  ],
  ['nothing that can be read', { containers: 'x', initContainers: [null], overhead: [] }, [0, 0]],
])('the scheduler looks for %s', (_, spec, [cpuMillis, memoryBytes]) => {
  expect(podRequestsOf(spec)).toEqual({ cpuMillis, memoryBytes, storageBytes: 0 });
});

test('amounts of a resource list, whatever else is in it', () => {
  const list = { cpu: '1930m', memory: '7Gi', 'ephemeral-storage': '47093746742', pods: '58' };
  expect(amountsOf(list)).toEqual({
    cpuMillis: 1930,
    memoryBytes: 7 * 2 ** 30,
    storageBytes: 47_093_746_742,
  });
});
