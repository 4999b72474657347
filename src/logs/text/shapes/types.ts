import type { Hinted } from '../hints.ts';

/** One kind of secret that is told by how it looks. */
export interface Shape extends Hinted {
  readonly name: string;
  /** Whose format it is. */
  readonly from: string;
  /** How many characters of the secret stand before its hint. */
  readonly lead?: number;
  /** Begins with the word that holds its hint. */
  readonly isWordLead?: boolean;
  /**
   * Sticky: it is tried where a hint is and nowhere else. Group 1, if any, is what stands before the secret and stays.
   * The secret ends with the match.
   */
  readonly pattern: RegExp;
  /** Made at random by its issuer, at least 96 bits of it. */
  readonly isToken?: boolean;
  /** May begin in the middle of a word. */
  readonly isInner?: boolean;
  /** Whether what was matched is one. */
  readonly accepts?: (secret: string) => boolean;
}
