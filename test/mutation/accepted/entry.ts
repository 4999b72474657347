/** One mutant, or all that look the same on lines that read the same. */
export interface Accepted {
  readonly file: string;
  /** The line on which it begins, without the blanks around it. */
  readonly line: string;
  readonly original: string;
  readonly replacement: string;
  /** Why no input tells the two apart. */
  readonly reason: string;
}
