// Why the kubelet could not put the settings of a container together (waiting reason CreateContainerConfigError). What a
// ConfigMap or Secret lacks, the user of the image, and parts of volumes have rules of their own.
import { quoted } from './repeated-warnings.ts';

/** `cause` completes "Kubernetes cannot put the settings of … together: …"; the advice becomes the first fix. */
interface SettingsError {
  /** The kubelet's words, pkg/kubelet and pkg/api/v1/resource, 1.20 to 1.34. First match wins. */
  readonly pattern: RegExp;
  readonly cause: (caught: string) => string;
  readonly advice: (caught: string) => string;
  /** Nothing but a change of the manifest helps. */
  readonly isFinal?: true;
}

const SETTINGS_ERRORS: readonly SettingsError[] = [
  {
    pattern: /^container ([a-z0-9-]{1,63}) not found$/,
    cause: (name) =>
      `a variable takes its value from the resources of container "${name}" (resourceFieldRef), and the pod has no container of that name`,
    advice: (name) =>
      `Correct containerName "${name}" under env.valueFrom.resourceFieldRef, or leave it out: then it is the container itself`,
    isFinal: true,
  },
  {
    pattern: /^(?:unsupported container resource|resource .{0,60}not supported)\b:? ?(.{0,100})/i,
    cause: () => 'a variable asks for a resource that cannot be asked for',
    advice: () => 'Use limits or requests of cpu, memory or ephemeral-storage in resourceFieldRef',
    isFinal: true,
  },
  {
    // The kubelet has not listed them yet: part of the start of a node.
    pattern: /failed to sync (configmap|secret) cache|services have not yet been read/,
    cause: () => 'its node has not got them from the API server yet',
    advice: () =>
      'Wait a minute: the node asks again. Tell the people who run the cluster if many pods of that node do not start',
  },
];

/** True when no other try helps, but only a change of the manifest. */
export function isFinalSetting(message: string): boolean {
  return known(message)?.isFinal === true;
}

/** Details for a message of the kubelet. */
export function settingsWords(message: string): Readonly<Record<string, string>> {
  const error = known(message);
  if (error === undefined) {
    return {
      cause: `"${quoted(message)}"`,
      advice: 'Read the message: it is quoted as Kubernetes wrote it, and names what is wrong',
    };
  }
  const caught = error.pattern.exec(message)?.[1] ?? '';
  return { cause: error.cause(caught), advice: error.advice(caught) };
}

function known(message: string): SettingsError | undefined {
  return SETTINGS_ERRORS.find(({ pattern }) => pattern.test(message));
}
