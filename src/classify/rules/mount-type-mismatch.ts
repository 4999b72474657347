import { defineClassifier } from '../define.ts';
import { briefList } from '../support/brief-texts.ts';
import { loopingPod, startError } from '../support/example-pods.ts';
import { neverRanFindings } from '../support/start-errors.ts';

/** runc 1.0 to 1.3, where the mount was to go; crun puts its paths in backquotes. */
const TARGET =
  /error mounting "[^"]{1,700}" to rootfs at "([^"]{1,300})"|mount `[^`]{1,500}` to `([^`]{1,300})`/;
/** What the kernel answers when a file meets a folder, and what older runc asks then. */
const MISMATCH = /\bnot a directory\b|Are you trying to mount a directory onto a file/i;

export default defineClassifier({
  code: 'MountTypeMismatch',
  title: 'A file and a folder are mixed up in a volume of {who}',
  severity: 'error',
  reads: ['pods'],
  explanation:
    'At {path} a folder is mounted where the image has a file, or a file where it has a folder. So {who} never ran and wrote no log.',
  fix: [
    'Check the subPath of what is mounted at {path}: a key that its ConfigMap or Secret does not have becomes an empty folder.',
    'Use mountPath and subPath with the full name of the file if a single file is meant.',
    'Mount a folder at another path if the image has a file there.',
  ],
  commands: ['{kubectl} get {workloadPath} -o yaml', '{kubectl} describe pod {pod}'],
  reference: 'https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath',
  outranks: ['AppError', 'InitFailed', 'SidecarCrash', 'KilledNotOOM'],
  classify(snapshot) {
    return neverRanFindings(snapshot, (message) => {
      const [, runc, crun] = TARGET.exec(message) ?? [];
      const path = runc ?? crun;
      return path === undefined || !MISMATCH.test(message) ? undefined : { path: briefList(path) };
    });
  },
  examples: [
    {
      name: 'a folder over a file of the image',
      given: {
        pods: [
          loopingPod(
            startError(
              'error during container init: error mounting "/var/lib/kubelet/pods/0b1c/volume-subpaths/settings/app/0" to rootfs at "/etc/passwd": mount src:/etc/passwd (via /proc/self/fd/6), flags: 0x5001: not a directory',
            ),
          ),
        ],
      },
      found: [
        {
          container: 'app',
          confidence: 'confirmed',
          reason: 'CrashLoopBackOff',
          details: { path: '/etc/passwd' },
        },
      ],
    },
    {
      name: 'a mount that is refused for another reason',
      given: {
        pods: [
          loopingPod(startError('error mounting "/a" to rootfs at "/b": operation not permitted')),
        ],
      },
      found: [],
    },
  ],
});
