const PLACEHOLDER = /\{([A-Za-z]{1,40})\}/g;

/** Puts details into `{placeholders}`. One without a detail stays: `{kubectl}` is filled by a later stage. */
export function fillTemplate(text: string, details: Readonly<Record<string, string>>): string {
  return text.replaceAll(PLACEHOLDER, (whole, name: string) =>
    Object.hasOwn(details, name) ? (details[name] ?? whole) : whole,
  );
}

/** The names of the placeholders in a text. */
export function placeholdersOf(text: string): readonly string[] {
  return Array.from(text.matchAll(PLACEHOLDER), (match) => match[1] ?? '');
}
