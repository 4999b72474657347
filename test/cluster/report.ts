/** Tells the person who waits what happens now. */
export type Report = (line: string) => void;

/** Something the reader has to do first; its message is one sentence and needs no stack. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
