// Why the container runtime cannot start a container, where that is not about its command: words for its message.
import { brief, steadyText } from './text.ts';

interface Refusal {
  /** Whose wording: runc 1.0 to 1.3. First match wins. */
  readonly pattern: RegExp;
  readonly cause: (caught: string) => string;
  readonly advice: (caught: string) => string;
}

const REFUSALS: readonly Refusal[] = [
  {
    pattern:
      /\bmkdir (\S{1,300}): not a directory|chdir to cwd \("([^"]{1,300})"\)[^:]{0,80}: not a directory/,
    cause: (path) => `its working directory ${path} is a file in the image, or lies below one`,
    advice: (path) => `Correct workingDir (${path}) in the pod template: it has to be a folder`,
  },
  {
    pattern: /chdir to cwd \("([^"]{1,300})"\)[^:]{0,80}: permission denied/,
    cause: (path) => `its user may not enter its working directory ${path}`,
    advice: (path) =>
      `Let the user of the container enter ${path} when the image is built, or set another workingDir or runAsUser`,
  },
  {
    pattern: /chdir to cwd \("([^"]{1,300})"\)[^:]{0,80}: no such file or directory/,
    cause: (path) => `its working directory ${path} does not exist`,
    advice: (path) => `Correct workingDir (${path}) in the pod template, or make it in the image`,
  },
  {
    pattern: /unable to find (?:user|group) (\S{1,100}?):/,
    cause: (name) => `the image has no user or group ${name}`,
    advice: (name) => `Make ${name} in the image, or set runAsUser to a number`,
  },
];

/** The heads that containerd, its shim and runc put before what matters. */
const HEADS =
  /^(?:failed to (?:create|start) containerd task: |failed to create shim task: |OCI runtime create failed: |(?:runc|crun) create failed: |unable to start container process: )+/;
const MAX_QUOTE_CHARACTERS = 300;

/** Details for a message; `isKnown` when another try does not help. */
export function refusalWords(message: string): {
  readonly details: Readonly<Record<string, string>>;
  readonly isKnown: boolean;
} {
  const raw = brief(
    steadyText(message)
      .replace(HEADS, '')
      .replace(/: unknown$/, ''),
    MAX_QUOTE_CHARACTERS,
  );
  for (const { pattern, cause, advice } of REFUSALS) {
    const caught = pattern
      .exec(message)
      ?.slice(1)
      .find((part) => part !== undefined);
    if (caught === undefined) continue;
    return { details: { cause: cause(caught), advice: advice(caught), raw }, isKnown: true };
  }
  const advice = 'Read the message: it is quoted as the container runtime wrote it';
  return { details: { cause: 'see what it says', advice, raw }, isKnown: false };
}
