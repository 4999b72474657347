// A setting that a program does not find. Its name may be said, a value never is: none is there.

/** Environment variables are upper case by custom; one word alone may be anything, so it has to have an underscore. */
const VARIABLE = String.raw`["'\`]?([A-Z][A-Z0-9]{0,40}(?:_[A-Z0-9]{1,40}){1,8})["'\`]?`;
const ANY_VARIABLE = String.raw`["'\`]?([A-Z][A-Z0-9_]{1,80})["'\`]?`;
const ABSENT = String.raw`(?:is |was |must be |has to be |are )?(?:not set|not defined|not provided|not found|unset|undefined|missing|required|mandatory|set(?= *$|[.!]))`;

const VARIABLES: readonly RegExp[] = [
  new RegExp(String.raw`\benv(?:ironment)? var(?:iable)?s? ${ANY_VARIABLE} ${ABSENT}\b`, 'i'),
  new RegExp(
    String.raw`\b(?:missing|required|undefined|unset|no)(?: required| mandatory)? env(?:ironment)? var(?:iable)?s?:? ${ANY_VARIABLE}`,
    'i',
  ),
  new RegExp(String.raw`${VARIABLE} (?:env(?:ironment)? var(?:iable)? )?${ABSENT}\b`),
  new RegExp(
    String.raw`\b(?:missing|required)(?: required)?(?: setting| variable| configuration)?:? ${VARIABLE}`,
    'i',
  ),
  // Prisma; Django.
  new RegExp(String.raw`\bEnvironment variable not found: ${ANY_VARIABLE}`),
  new RegExp(String.raw`\bSet the ${ANY_VARIABLE} environment variable\b`),
  // os.environ of Python; ENV.fetch of Ruby.
  new RegExp(String.raw`^KeyError: '([A-Z][A-Z0-9]{0,40}(?:_[A-Z0-9]{1,40}){1,8})'`),
  new RegExp(String.raw`\bkey not found: "([A-Z][A-Z0-9_]{1,80})"`),
  // Shells with set -u, and with the :? of a parameter.
  /\b([A-Za-z_]\w{0,80}): (?:unbound variable|parameter (?:null or )?not set)\b/,
  // std::env of Rust has no name; the placeholder of Spring has.
  /\bCould not resolve placeholder '([\w.-]{1,100})'/,
];

const FILE = String.raw`["'\`]?(\/?[\w./-]{1,200}\.(?:ya?ml|json|toml|ini|conf|cfg|properties|env|xml))["'\`]?`;
const FILES: readonly RegExp[] = [
  // Go: "open /etc/shop/config.yaml: no such file or directory".
  new RegExp(String.raw`\bopen ${FILE}: no such file or directory`),
  // Python, Ruby and Node.js.
  new RegExp(String.raw`\bNo such file or directory(?: @ [a-z_]{1,40} -|:|,) ?${FILE}`, 'i'),
  new RegExp(String.raw`\bENOENT: no such file or directory, open ${FILE}`),
  // OpenJDK; .NET.
  new RegExp(String.raw`\bFileNotFoundException: ${FILE} \(No such file or directory\)`),
  new RegExp(String.raw`\bCould not find file ${FILE}`),
  // In so many words.
  new RegExp(
    String.raw`\b(?:config(?:uration)?|settings|properties)(?: file)? ${FILE} (?:not found|does not exist|is missing)`,
    'i',
  ),
];

export function settingIn(text: string) {
  const variable = nameIn(VARIABLES, text);
  if (variable !== undefined) {
    return {
      setting: `the setting ${variable}`,
      advice: `Set ${variable} in the environment of the container, or correct its name where it is set`,
    };
  }
  const file = nameIn(FILES, text);
  if (file === undefined) return undefined;
  return {
    setting: `the file "${file}"`,
    advice: 'Mount the ConfigMap or Secret that has the file at this path, or correct the path',
  };
}

function nameIn(patterns: readonly RegExp[], text: string): string | undefined {
  for (const pattern of patterns) {
    const name = pattern.exec(text)?.[1];
    if (name !== undefined) return name;
  }
  return undefined;
}
