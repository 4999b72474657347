import { loopingPod } from '../../../src/classify/support/example-pods.ts';
import type { Cases } from '../examples.ts';

export default [
  {
    name: 'runc 1.0 does not name the file',
    given: {
      pods: [
        loopingPod({
          message:
            'standard_init_linux.go:228: exec user process caused: no such file or directory\n',
        }),
      ],
    },
    found: [
      {
        container: 'app',
        confidence: 'likely',
        reason: 'CrashLoopBackOff',
        details: { command: 'a file' },
      },
    ],
  },
  {
    name: 'an init container',
    given: {
      pods: [
        loopingPod(
          { message: 'exec /migrate.sh: no such file or directory' },
          { name: 'migrate', kind: 'init' },
        ),
      ],
    },
    found: [{ container: 'migrate', confidence: 'likely', reason: 'Init:CrashLoopBackOff' }],
  },
  {
    name: 'a file that the application misses is its own affair',
    given: {
      pods: [loopingPod({ message: 'open /etc/app.yaml: no such file or directory' })],
    },
    found: [],
  },
  {
    name: 'a start that worked in the end wrote more than this line',
    given: {
      pods: [
        loopingPod({ message: 'exec /hook.sh: no such file or directory\nserving on 8080\n' }),
      ],
    },
    found: [],
  },
  {
    name: 'a kill for memory is OOMKilled, whatever the last line of the log says',
    given: {
      pods: [
        loopingPod({ reason: 'OOMKilled', message: 'exec /start.sh: no such file or directory' }),
      ],
    },
    found: [],
  },
  {
    name: 'a long path is cut',
    given: {
      pods: [loopingPod({ message: `exec /${'p'.repeat(200)}: no such file or directory` })],
    },
    found: [
      {
        confidence: 'likely',
        reason: 'CrashLoopBackOff',
        details: { command: `"/${'p'.repeat(98)}…"` },
      },
    ],
  },
] satisfies Cases;
