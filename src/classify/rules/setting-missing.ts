import { defineClassifier } from '../define.ts';
import { crashLog } from '../support/example-logs.ts';
import { loopingPod } from '../support/example-pods.ts';
import { BETTER_KNOWN, LESS_KNOWN, logFindings } from '../support/log-findings.ts';

export default defineClassifier({
  code: 'SettingMissing',
  title: '{Who} does not find {setting}',
  severity: 'error',
  reads: ['pods', 'logs'],
  explanation:
    '{Who} ended with exit code {exitCode}, and by its log {setting} is missing. {next}.',
  fix: [
    '{advice}.',
    'Compare the settings of {workload} with those of the last version that worked.',
  ],
  commands: [
    '{kubectl} logs {pod} --container {container}{previous}',
    '{kubectl} describe {workloadPath}',
  ],
  reference: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/',
  yieldsTo: BETTER_KNOWN,
  outranks: LESS_KNOWN,
  classify(snapshot) {
    return logFindings(snapshot, 'setting');
  },
  examples: [
    {
      name: 'an environment variable, by its name',
      given: {
        pods: [loopingPod()],
        logs: [crashLog(['Error: environment variable DATABASE_URL is not set'])],
      },
      found: [
        {
          container: 'app',
          confidence: 'likely',
          reason: 'CrashLoopBackOff',
          details: { setting: 'the setting DATABASE_URL' },
        },
      ],
    },
    {
      name: 'a key of data is no setting',
      given: {
        pods: [loopingPod()],
        logs: [crashLog([], { failure: { type: 'KeyError', message: "'total'" } })],
      },
      found: [],
    },
  ],
});
