import type { ContainerFact } from '../../facts/index.ts';
import { defineClassifier } from '../define.ts';
import { crashFindings, newestCrash } from '../support/crash-findings.ts';
import { loopingPod } from '../support/example-pods.ts';

/** The container runtime's word for "the kernel killed it for memory"; the exit code is not always 137. */
const REASON = 'OOMKilled';

export default defineClassifier({
  code: 'OOMKilled',
  title: '{Who} runs out of memory',
  severity: 'error',
  reads: ['pods'],
  explanation: '{Who} {use}, so the kernel killed a process in it (exit code {exitCode}). {next}.',
  fix: [
    '{advice}.',
    'Bound what the process keeps in memory: caches, queues, worker count and the heap size of the language runtime.',
    'Look for a leak if its memory grows until each restart.',
  ],
  commands: [
    '{kubectl} logs {pod} --container {container}{previous}',
    '{kubectl} top pod {pod} --containers',
  ],
  reference:
    'https://kubernetes.io/docs/tasks/configure-pod-container/assign-memory-resource/#exceed-a-container-s-memory-limit',
  classify(snapshot) {
    return crashFindings(snapshot, (at) => {
      const run = newestCrash(at, ({ reason }) => reason === REASON);
      if (run === undefined) return undefined;
      // Exit code 143 can be a normal stop that the runtime calls OOMKilled because a helper process died
      // (kubernetes#140716); 137 and a plain error are not in doubt.
      const confidence = run.exitCode === 143 || run.exitCode === 0 ? 'likely' : 'confirmed';
      return { run, confidence, details: memoryWords(at.container) };
    });
  },
  examples: [
    {
      name: 'a loop of kills at the limit quotes the limit',
      given: { pods: [loopingPod({ exitCode: 137, reason: REASON })] },
      found: [
        {
          pod: 'web-7c9d-x2x1q',
          container: 'app',
          confidence: 'confirmed',
          state: 'active',
          reason: 'CrashLoopBackOff',
          details: { use: 'used more memory than its limit of 64Mi', exitCode: '137' },
        },
      ],
    },
    {
      name: 'exit code 137 with reason Error is KilledNotOOM, not this',
      given: { pods: [loopingPod({ exitCode: 137 })] },
      found: [],
    },
  ],
});

function memoryWords({ memoryLimit, name }: ContainerFact): Record<string, string> {
  if (memoryLimit === '') {
    return {
      use: 'has no memory limit of its own and its node or pod ran out of memory',
      advice: `Set a memory request and limit for "${name}" near what it really uses, so that it gets a node with room`,
    };
  }
  return {
    use: `used more memory than its limit of ${memoryLimit}`,
    advice: `Raise the memory limit of "${name}" above ${memoryLimit} if it really needs more`,
  };
}
