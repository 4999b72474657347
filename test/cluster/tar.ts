// The few lines of the ustar format that an image layer needs: files, folders and symbolic links.

export interface TarEntry {
  readonly path: string;
  readonly mode: number;
  /** A folder has neither content nor target. */
  readonly content?: Uint8Array;
  readonly target?: string;
}

const blockBytes = 512;
const pathBytes = 100;

function typeOf(entry: TarEntry): '0' | '2' | '5' {
  if (entry.target !== undefined) return '2';
  return entry.content === undefined ? '5' : '0';
}

function octal(value: number, width: number): string {
  return `${value.toString(8).padStart(width - 1, '0')}\0`;
}

/** Owner is root and the time is the epoch, so that the same input gives the same digest. */
function header(entry: TarEntry): Buffer {
  const path = typeOf(entry) === '5' ? `${entry.path.replace(/\/$/, '')}/` : entry.path;
  for (const text of [path, entry.target ?? '']) {
    if (Buffer.byteLength(text) > pathBytes) throw new Error(`Path is too long for ustar: ${text}`);
  }
  const block = Buffer.alloc(blockBytes);
  block.write(path, 0);
  block.write(octal(entry.mode, 8), 100);
  block.write(octal(0, 8), 108);
  block.write(octal(0, 8), 116);
  block.write(octal(entry.content?.length ?? 0, 12), 124);
  block.write(octal(0, 12), 136);
  block.write('        ', 148);
  block.write(typeOf(entry), 156);
  block.write(entry.target ?? '', 157);
  block.write('ustar\x0000', 257);
  let sum = 0;
  for (const byte of block) sum += byte;
  block.write(`${octal(sum, 7)} `, 148);
  return block;
}

function padding(length: number): Buffer {
  return Buffer.alloc((blockBytes - (length % blockBytes)) % blockBytes);
}

export function tar(entries: readonly TarEntry[]): Buffer {
  const parts = entries.flatMap((entry) => {
    const content = entry.content ?? new Uint8Array();
    return [header(entry), content, padding(content.length)];
  });
  return Buffer.concat([...parts, Buffer.alloc(2 * blockBytes)]);
}
