// What kubectl printed becomes objects: one JSON value or several one after another, Lists opened.
import { type Document, parseAllDocuments } from 'yaml';
import { type Fields, fields, isObject } from '../sources/read.ts';

/** An input that holds no Kubernetes objects. The message says what was expected and what came. */
export class UnreadableDump extends Error {
  override readonly name = 'UnreadableDump';
}

/** Lists hold lists only if somebody built them by hand; deeper than this nobody did. */
const MAX_NESTING = 4;

/** The objects of a text that `kubectl get … --output json` printed, in order. Throws `UnreadableDump`. */
export function readDump(text: string, source: string): readonly Fields[] {
  if (text.trim() === '') throw new UnreadableDump(`${source} is empty`);
  return valuesIn(text).flatMap((value) => objectsOf(parse(value, source), source, MAX_NESTING));
}

/** The same of a file in YAML: one object or List in each of its documents, of which some may be empty. */
export function readManifest(text: string, source: string): readonly Fields[] {
  const values = parseAllDocuments(text).map((document) => {
    const [error] = document.errors;
    if (error === undefined) return valueOf(document, source);
    throw new UnreadableDump(`${source}: expected YAML, got ${error.message.split('\n')[0]}`);
  });
  const filled = values.filter((value) => value !== null);
  if (filled.length === 0) throw new UnreadableDump(`${source} is empty`);
  return filled.flatMap((value) => objectsOf(value, source, MAX_NESTING));
}

function valueOf(document: Pick<Document, 'toJS'>, source: string): unknown {
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch {
    throw new UnreadableDump(`${source}: expected YAML with fewer aliases`);
  }
}

/** As many as kubectl would need, and too few to make much of little. */
const MAX_ALIASES = 100;

function parse(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const start = JSON.stringify(text.trimStart().slice(0, 40));
    throw new UnreadableDump(
      `${source}: expected what "kubectl get … --output json" prints, got ${start}`,
    );
  }
}

function objectsOf(value: unknown, source: string, depth: number): readonly Fields[] {
  if (!isObject(value) || typeof value['kind'] !== 'string') {
    throw new UnreadableDump(`${source}: expected Kubernetes objects, got JSON without a kind`);
  }
  const { kind, items } = value;
  if (!kind.endsWith('List') || !Array.isArray(items) || depth === 0) return [value];
  // The items of a PodList do not repeat what the list says: their kind is its name without "List".
  const said = { apiVersion: value['apiVersion'], kind: kind.slice(0, -'List'.length) };
  return items.flatMap((item) => {
    const object = { ...(said.kind === '' ? {} : said), ...fields(item) };
    return objectsOf(object, source, depth - 1);
  });
}

const OPENING: ReadonlySet<string | undefined> = new Set(['{', '[']);
const CLOSING: ReadonlySet<string | undefined> = new Set(['}', ']']);

/** The top-level values of a text: "{…}\n{…}" is what two kubectl calls into one pipe give. */
function valuesIn(text: string): readonly string[] {
  const values: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') at = endOfString(text, at);
    else if (OPENING.has(character)) depth += 1;
    if (!CLOSING.has(character)) continue;
    depth -= 1;
    if (depth !== 0) continue;
    values.push(text.slice(start, at + 1));
    start = at + 1;
  }
  const rest = text.slice(start);
  return rest.trim() === '' ? values : [...values, rest];
}

/** The index of the closing quote; the end of the text when there is none. */
function endOfString(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at;
  }
  return text.length;
}
