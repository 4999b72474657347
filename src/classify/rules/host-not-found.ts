import { defineClassifier } from '../define.ts';
import { crashLog } from '../support/example-logs.ts';
import { loopingPod } from '../support/example-pods.ts';
import { BETTER_KNOWN, LESS_KNOWN, logFindings } from '../support/log-findings.ts';

export default defineClassifier({
  code: 'HostNotFound',
  title: '{Who} does not find {host} by its name',
  severity: 'error',
  reads: ['pods', 'logs'],
  explanation:
    '{Who} ended with exit code {exitCode}, and by its log nothing has the name of {host}. The name is wrong, or the DNS of the cluster did not answer. {next}.',
  fix: [
    'Check the name: a Service of another namespace is called by name and namespace, such as db.shop.',
    'Check that a Service of that name exists.',
    'Check that the pods of the DNS of the cluster are ready if names that are right are not found either.',
  ],
  commands: ['{kubectl} logs {pod} --container {container}{previous}', '{kubectl} get services'],
  reference: 'https://kubernetes.io/docs/tasks/administer-cluster/dns-debugging-resolution/',
  yieldsTo: BETTER_KNOWN,
  outranks: LESS_KNOWN,
  classify(snapshot) {
    return logFindings(snapshot, 'unknownHost');
  },
  examples: [
    {
      name: 'the resolver of Go',
      given: {
        pods: [loopingPod()],
        logs: [crashLog(['dial tcp: lookup orders-db on 10.96.0.10:53: no such host'])],
      },
      found: [
        {
          container: 'app',
          confidence: 'likely',
          reason: 'CrashLoopBackOff',
          details: { host: 'host "orders-db"' },
        },
      ],
    },
    {
      name: 'a host that has a name and does not answer is DependencyUnreachable, not this',
      given: {
        pods: [loopingPod()],
        logs: [crashLog(['dial tcp 10.0.0.7:5432: connect: connection refused'])],
      },
      found: [],
    },
  ],
});
