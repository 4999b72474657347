// Prints one object as kubectl does, for those who have no kubectl.
import { Document, parse, visit } from 'yaml';
import { z } from 'zod';

const shown = z.looseObject({
  metadata: z.looseObject({ managedFields: z.unknown().optional() }),
});

/** kubectl breaks a line at the first space after this column, and not before it as others do. */
const widestLine = 80;

/** Spaces and dashes, a key, a text that is plain or in single quotes. */
const foldable = /^((?: |- )*)([\w./-]+: )?(?=[^"\s])/;

function fold(line: string): string {
  const [start = '', dashes = '', key] = foldable.exec(line) ?? [];
  if (start === '' || line.length <= widestLine) return line;
  const indent = ' '.repeat(dashes.length + (key === undefined ? 0 : 2));
  const [first = '', ...words] = line.slice(start.length).split(' ');
  const lines = [start + first];
  for (const word of words) {
    const last = lines.length - 1;
    const current = lines[last] ?? '';
    if (current.length > widestLine) lines.push(indent + word);
    else lines[last] = `${current} ${word}`;
  }
  return lines.join('\n');
}

/** A text that would be read as something else, such as "True", "137" or an instant. */
function looksLikeAnotherType(text: string): boolean {
  return /^[\w.:+-]*$/.test(text) && typeof parse(text, { version: '1.1' }) !== 'string';
}

/** As `kubectl get --output yaml`: keys sorted, quotes and line breaks as Go makes them, no managedFields. */
export function fullText(object: unknown): string {
  const { metadata, ...rest } = shown.parse(object);
  const { managedFields: _, ...kept } = metadata;
  const document = new Document(
    { ...rest, metadata: kept },
    { version: '1.1', sortMapEntries: true, aliasDuplicateObjects: false },
  );
  visit(document, {
    Scalar: (_key, node) => {
      const isOdd = typeof node.value === 'string' && looksLikeAnotherType(node.value);
      if (isOdd) node.type = 'QUOTE_DOUBLE';
    },
  });
  const text = document.toString({
    indentSeq: false,
    lineWidth: 0,
    singleQuote: true,
    blockQuote: false,
  });
  return text.split('\n').map(fold).join('\n');
}
