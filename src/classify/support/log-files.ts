// A file that a program may not write, or not even read.

import { brief } from './text.ts';

/** errno EROFS, as C, Go, Node.js, Python, Java and Rust write it. */
const READ_ONLY = /\bEROFS\b|\bread-only file ?system\b|\[Errno 30\]|\(os error 30\)/i;
/** errno EACCES or EPERM of a file: each names what was done with it, or its path. */
const REFUSED: readonly RegExp[] = [
  // Node.js; Python; Ruby.
  /\bEACCES: permission denied, (?!bind|listen)[a-z]{2,12}\b/,
  /\[Errno 13\] Permission denied: '/,
  /\bPermission denied @ [a-z_]{2,40} - \//,
  // Go: "open /data/x: permission denied"; shells and coreutils: "/data/x: Permission denied".
  /(?:^|[\s'"])\/[^\s:'"]{1,300}['"]?: permission denied\b(?! \(publickey)/i,
  // A path in quotes, as coreutils and BusyBox write it.
  /['"\u2018][^'"\u2018\u2019]{1,300}['"\u2019]: (?:permission denied|operation not permitted)\b/i,
  /\bch(?:own|mod): \S{1,300}: Operation not permitted\b/,
  // OpenJDK; .NET; nginx and others who quote errno.
  /\bAccessDeniedException: \/|\.FileNotFoundException: \/\S{1,300} \(Permission denied\)/,
  /\bAccess to the path '[^']{1,300}' is denied/,
  /"\/[^"\s]{1,300}" failed \(13: Permission denied\)/,
  // Rust, when the message says no more.
  /^(?:Error: )?Permission denied \(os error 13\)/,
];
/** Right before the refusal, as Go and shells write it. */
const REFUSED_PATH =
  /(\/[\w.@+-][\w./@+-]{0,199})['"\u2019]?: (?:permission denied|operation not permitted|read-only file ?system)/i;
/** A path, in quotes or not. */
const PATH = /(?:^|[\s'"`(])(\/[\w.@+-][\w./@+-]{0,199})/;
const MAX_PATH = 100;

export function fileIn(text: string) {
  const isReadOnly = READ_ONLY.test(text);
  if (!isReadOnly && !REFUSED.some((pattern) => pattern.test(text))) return undefined;
  const path = pathIn(text);
  if (isReadOnly) {
    const where = path === undefined ? 'where it writes' : `at "${path}"`;
    return {
      denial: `the file system ${where} is read-only`,
      advice:
        'Mount a volume where the program writes, such as an emptyDir, or let it write to one that is there',
    };
  }
  const what = path === undefined ? 'a file' : `"${path}"`;
  return {
    denial: `its user has no permission for ${what}`,
    advice:
      'Let the user of the container have the file: by its owner and mode in the image, or by fsGroup for a volume',
  };
}

/** Short enough for what is said of it to be told as well. */
function pathIn(text: string): string | undefined {
  const path = (REFUSED_PATH.exec(text) ?? PATH.exec(text))?.[1]?.replace(/[.,;:]$/, '');
  return path && brief(path, MAX_PATH);
}
