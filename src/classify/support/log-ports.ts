// A port that a program may not listen on.

// errno EADDRINUSE in the words of C, Go, Node.js, Python and Java; Spring Boot's own sentence.
const TAKEN =
  /\bEADDRINUSE\b|\baddress (?:is )?already in use\b|\bPort \d{1,5} (?:was|is) already in use\b/i;
// Go: "listen tcp :80: bind: permission denied"; Node.js: "listen EACCES: permission denied 0.0.0.0:80"; nginx: "bind()
// to 0.0.0.0:80 failed (13: Permission denied)"; Apache.
const REFUSED =
  /\bbind: permission denied\b|\blisten EACCES\b|\bPermission denied: AH\d{5}: make_sock\b|\bbind\(\) to \S{1,100} failed \(13: Permission denied\)/i;
const PORT = /\bport (\d{1,5})\b|:(\d{2,5})(?![\d.])(?!:\d)/gi;
const PRIVILEGED = 1024;

export function portIn(text: string) {
  if (TAKEN.test(text)) {
    return {
      port: portWords(text),
      why: 'another process in its pod, or of its own, has taken it',
      advice:
        'Give the containers of the pod different ports, and let the program listen only once',
    };
  }
  if (!REFUSED.test(text)) return undefined;
  const number = numberIn(text);
  return {
    port: portWords(text),
    why:
      number !== undefined && number < PRIVILEGED
        ? 'ports below 1024 are not for every user'
        : 'it has no permission to',
    advice:
      'Let the program listen on a port above 1023, and point targetPort of the Service at it',
  };
}

function portWords(text: string): string {
  const number = numberIn(text);
  return number === undefined ? 'its port' : `port ${number}`;
}

/** The last number behind a colon: instants come before. */
function numberIn(text: string): number | undefined {
  const last = [...text.matchAll(PORT)].at(-1);
  const number = Number(last?.[1] ?? last?.[2]);
  return Number.isInteger(number) && number > 0 && number < 65_536 ? number : undefined;
}
