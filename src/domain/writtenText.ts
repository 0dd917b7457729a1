/** Signs that nobody sees: control and format characters, blanks of every kind. */
const INVISIBLE = /[\p{Cc}\p{Cf}\s]/gu;

/** Whether there is anything to read in a text that a person wrote: a name or a reason of invisible signs alone is none. */
export function isWritten(text: string): boolean {
  return text.replace(INVISIBLE, '') !== '';
}
