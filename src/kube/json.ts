// Reading of parsed JSON that nobody vouches for: own fields only, wrong types are absent.

/** A parsed JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Neither null nor an array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An own field: "constructor" or "__proto__" never reach a prototype. */
export function field(value: unknown, key: string): unknown {
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** An own field that is a non-empty string. */
export function textField(value: unknown, key: string): string | undefined {
  const text = field(value, key);
  return typeof text === 'string' && text !== '' ? text : undefined;
}

/** An own field that is a finite number. */
export function numberField(value: unknown, key: string): number | undefined {
  const number = field(value, key);
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}
