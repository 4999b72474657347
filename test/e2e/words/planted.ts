// Secrets that are made anew in each run, put where applications leak them, and looked for in everything that came of it.
import { randomBytes } from 'node:crypto';

function letters(length: number): string {
  return randomBytes(length).toString('hex').slice(0, length);
}

export interface Planted {
  /** Nobody may ever read one of these. */
  readonly secrets: readonly string[];
  /** What the applications print. */
  readonly text: string;
}

/** No file holds what looks like a secret. */
export function plantSecrets(): Planted {
  const password = `Pw-${letters(14)}/x+`;
  const bearer = `${letters(20)}.${letters(24)}`;
  const github = `ghp_${letters(36)}`;
  // Those have no 0, 1, 8 and 9.
  const aws = `AKIA${letters(16)
    .toUpperCase()
    .replace(/[0189]/g, 'X')}`;
  const [key, basic, cookie] = [letters(32), letters(18), letters(26)];
  const url = `postgres://shop:${encodeURIComponent(password)}@db.shop:5432/orders`;
  const lines = [
    `connecting to ${url}`,
    `DB_PASSWORD=${password}`,
    `{"level":"info","api_key":"${key}","msg":"config loaded"}`,
    `> Authorization: Bearer ${bearer}`,
    `> Authorization: Basic ${Buffer.from(`shop:${basic}`).toString('base64')}`,
    `> Cookie: session=${cookie}`,
    `token ${github} is not valid, neither is ${aws}`,
    `Error: cannot log in with password '${password}' at ${url}`,
    '    at login (/app/login.js:12:11)',
    '    at main (/app/main.js:3:1)',
  ];
  const secrets = [password, bearer, github, aws, key, basic, cookie];
  return { secrets, text: `${lines.join('\n')}\n` };
}

/** As bytes travel: plain, in base64 at any of three offsets, in URLs, as JSON writes it. */
function formsOf(secret: string): readonly string[] {
  const bases = [0, 1, 2].map((offset) => {
    const text = Buffer.from(`${' '.repeat(offset)}${secret}`).toString('base64');
    // The ends depend on the neighbours.
    return text.slice(offset === 0 ? 0 : 4, -4);
  });
  const safe = bases.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
  const coded = encodeURIComponent(secret);
  const json = JSON.stringify(secret).slice(1, -1);
  const lower = coded.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
  return [...new Set([secret, coded, lower, json, ...bases, ...safe])];
}

/** Where a secret is, by the name of the text; the secret itself is not told. */
export function leaksIn(
  { secrets }: Planted,
  texts: Readonly<Record<string, string>>,
): readonly string[] {
  return Object.entries(texts).flatMap(([name, text]) =>
    secrets.flatMap((secret, index) => {
      const form = formsOf(secret).findIndex((it) => text.includes(it));
      return form === -1 ? [] : [`secret ${index} in form ${form} is in ${name}`];
    }),
  );
}
