/** The entries of a list written to be read: separated by white space, related ones on one line. */
export function wordList(text: string): readonly string[] {
  return text.trim().split(/\s+/u);
}

/** The source of an expression that matches any of these; of two that begin alike the first listed is tried first. */
export function anyOf(entries: readonly string[]): string {
  return `(?:${entries.join('|')})`;
}
