// How much of a text that others wrote fits into a sentence.
import { brief, steadyText } from './text.ts';

/** One name or path. */
export function briefName(text: string): string {
  return brief(text, 100);
}

/** A few names, or a long path. */
export function briefList(text: string): string {
  return brief(text, 200);
}

/** What a component says, where the sentence has other parts too. */
export function briefCause(text: string): string {
  return brief(steadyText(text), 350);
}
