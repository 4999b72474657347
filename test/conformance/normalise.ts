// Makes two answers comparable: replaces what must differ between any two servers, and nothing else.
import { isRecord, type Json, textAt, valueAt } from '../fake-apiserver/json.ts';
import type { RawAnswer } from './endpoint.ts';

/** An answer without anything that belongs to one server or one moment. */
export interface Answer {
  readonly code: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON, the lines of a watch, or text. */
  readonly body: unknown;
}

/** Replaced inside texts, each for its reason. */
const TEXT_RULES: readonly (readonly [pattern: RegExp, stands: string])[] = [
  // Messages quote versions, which count what happens in the whole cluster.
  [/(resource ?[vV]ersion: )\d+/g, '$1<version>'],
  [/(current: )\d+/g, '$1<version>'],
  [/(too old resource version: )<version> \(\d+\)/g, '$1<version> (<version>)'],
  [/(ResourceVersion in (?:the precondition|record) \()\d+/g, '$1<version>'],
  // A digest of a document in which the servers may differ elsewhere.
  [/hash=[0-9A-Za-z]+/g, 'hash=<digest>'],
  // The random end of a generated name.
  [/\b(generated-|kube-api-access-)[a-z0-9]{5}\b/g, '$1<random>'],
];

/** Fields whose whole value belongs to the moment or the server. */
const FIELD_RULES = new Map([
  ...['creationTimestamp', 'deletionTimestamp', 'time'].map((field) => [field, '<time>'] as const),
  // An opaque place in one server's storage.
  ['continue', '<token>'],
  ['storageVersionHash', '<digest>'],
  ['serverAddress', '<host>'],
  // What was built, when and by what.
  ...['gitVersion', 'gitCommit', 'gitTreeState', 'buildDate', 'goVersion', 'compiler'].map(
    (field) => [field, '<build>'] as const,
  ),
  ...['platform', 'major', 'minor', 'emulationMajor', 'emulationMinor'].map(
    (field) => [field, '<build>'] as const,
  ),
  ...['minCompatibilityMajor', 'minCompatibilityMinor'].map((field) => [field, '<build>'] as const),
]);

/** Lists whose order is that of a Go map, or of the seconds in which something was written. */
const UNORDERED = new Set(['causes', 'managedFields']);

function compareText(a: unknown, b: unknown): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}

const UID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** Cells of a table that count from the moment. */
const AGE = /^\d{1,3}[smh](\d{1,2}[sm])?$/;

/** Remembers, over the answers of one call, which uid and which version came first. */
export class Normaliser {
  readonly #namespace: string;
  readonly #stableNamespace: string;
  readonly #uids = new Map<string, string>();
  readonly #versions = new Map<string, string>();

  constructor(namespace: string, stableNamespace: string) {
    this.#namespace = namespace;
    this.#stableNamespace = stableNamespace;
  }

  answer({ code, headers, text }: RawAnswer): Answer {
    // Namespaces have a random end, so that two runs do not meet.
    const told = text.replaceAll(this.#namespace, this.#stableNamespace);
    return { code, headers, body: withoutBookmarks(this.#value(parsed(told), '')) };
  }

  #value(value: unknown, field: string): unknown {
    if (typeof value === 'string') return this.#text(value, field);
    if (Array.isArray(value)) {
      const items = value.map((item) => this.#value(item, field));
      return UNORDERED.has(field) ? items.toSorted(compareText) : items;
    }
    return isRecord(value) ? this.#record(value) : value;
  }

  /** In the order of names, since the order of fields is no part of JSON. */
  #record(record: Json): Json {
    const entries = Object.keys(record)
      .toSorted()
      .map((field) => {
        const value = record[field];
        if (field !== 'resourceVersion' || typeof value !== 'string') {
          return [field, this.#value(value, field)];
        }
        return [field, record['uid'] === undefined ? '<version>' : this.#version(value)];
      });
    return Object.fromEntries(entries);
  }

  /** Versions of objects are numbered: whether one changed is what the comparison is about. */
  #version(version: string): string {
    const known = this.#versions.get(version) ?? `version-${this.#versions.size + 1}`;
    this.#versions.set(version, known);
    return known;
  }

  #text(text: string, field: string): string {
    const stands = FIELD_RULES.get(field);
    if (stands !== undefined && text !== '') return stands;
    if (field === 'cells' && AGE.test(text)) return '<age>';
    const ruled = TEXT_RULES.reduce(
      (told, [pattern, to]) => told.replace(pattern, to),
      withSortedCauses(text),
    );
    return ruled.replace(UID, (uid) => this.#uid(uid));
  }

  #uid(uid: string): string {
    const known = this.#uids.get(uid) ?? `uid-${this.#uids.size + 1}`;
    this.#uids.set(uid, known);
    return known;
  }
}

/** Whether a watch gets a bookmark, or two, is a matter of timers; only the one that ends the initial events is told. */
function withoutBookmarks(body: unknown): unknown {
  if (!Array.isArray(body)) return body;
  return body.filter((line) => !isPlainBookmark(line));
}

function isPlainBookmark(line: unknown): boolean {
  if (textAt(line, 'type') !== 'BOOKMARK') return false;
  return valueAt(line, 'object', 'metadata', 'annotations') === undefined;
}

/** The same causes, as a message lists them. */
function withSortedCauses(text: string): string {
  const [, head, list] = /^(.* is invalid: )\[(.*)\]$/.exec(text) ?? [];
  if (head === undefined || list === undefined) return text;
  return `${head}[${list
    .split(/, (?=[a-z]+[.:])/)
    .toSorted()
    .join(', ')}]`;
}

/** JSON, lines of JSON, or the text itself. */
function parsed(text: string): unknown {
  const whole = parsedJson(text);
  if (whole !== undefined) return text.startsWith('{"type":') ? [whole] : whole;
  const lines = text.trimEnd().split('\n').map(parsedJson);
  return lines.every((line) => line !== undefined) ? lines : text;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
