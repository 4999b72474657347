import { base64, base64url, type Random, randomOf } from './random.ts';
import { TOKEN_LINES } from './token-lines.ts';
import { TOKENS } from './tokens.ts';

/** A text with secrets, and what must not be left of it. */
export interface Planted {
  readonly shape: string;
  readonly text: string;
  readonly secrets: readonly string[];
}

/** How a shape is planted: the text, and the secrets in it. */
export type Planting = (random: Random) => Omit<Planted, 'shape'>;

/** Each template of each token in three kinds of lines. */
export function plantTokens(
  tokens: readonly (readonly [string, ...string[]])[],
  lines: readonly string[],
  random: Random,
): readonly Planted[] {
  let turn = random.below(lines.length);
  return tokens.flatMap(([shape, ...templates]) =>
    templates.flatMap((template) =>
      Array.from({ length: Math.max(2, Math.ceil(4 / templates.length)) }, () => {
        turn += 1;
        const secret = random.fill(template);
        const line = lines[turn % lines.length] ?? '';
        return { shape, text: line.replace('§', () => secret), secrets: [secret] };
      }),
    ),
  );
}

/** Passwords as people and generators make them. */
export function password(random: Random): string {
  return random.fill(
    random.pick([
      '{l6}{d3}',
      '{A16}',
      '{L8}!{d4}',
      '{l5}-{l6}-{l4}',
      '{A10}#{A8}',
      '{U4}{l6}{d2}$',
      '{l10}',
    ]),
  );
}

/** Of letters and digits only, where a sign would end it. */
export function plainPassword(random: Random): string {
  return random.fill(random.pick(['{l6}{d3}{A3}', '{A16}', '{A24}', '{l4}{d2}{U4}']));
}

export function webToken(random: Random): string {
  const header = base64url('{"alg":"RS256","kid":"' + random.fill('{A20}') + '"}');
  const claims = {
    iss: 'kubernetes/serviceaccount',
    sub: random.fill('system:serviceaccount:shop:{l6}'),
  };
  return `${header}.${base64url(JSON.stringify(claims))}.${random.fill('{w86}')}`;
}

export function keyBody(random: Random, lines: number): readonly string[] {
  const first = `MII${random.fill('{b61}')}`;
  const middle = Array.from({ length: lines - 2 }, () => random.fill('{b64}'));
  return [first, ...middle, random.fill('{b22}==')];
}

/** A template in which § is the secret; several templates in turn. */
export function inLines(
  secretOf: (random: Random) => string,
  ...lines: readonly string[]
): readonly Planting[] {
  return lines.map((line) => (random: Random) => {
    const secret = secretOf(random);
    return { text: line.replaceAll('§', () => secret), secrets: [secret] };
  });
}

export function plantAll(
  plantings: Readonly<Record<string, readonly Planting[]>>,
  seed: number,
  rounds: number,
): readonly Planted[] {
  const random = randomOf(seed);
  return Object.entries(plantings).flatMap(([shape, ways]) =>
    Array.from({ length: rounds }).flatMap(() => ways.map((way) => ({ shape, ...way(random) }))),
  );
}

export function basic(random: Random): string {
  return base64(`app:${plainPassword(random)}`);
}

export function plantedTokens(seed: number): readonly Planted[] {
  return plantTokens(TOKENS, TOKEN_LINES, randomOf(seed));
}
