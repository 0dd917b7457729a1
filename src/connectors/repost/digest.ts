/** No digest is longer; and a search for sentence ends must not run over a whole body that has none. */
const LOOKED_AT = 1_000;

/**
 * The beginning of a text, ended at a sentence and never in the middle of one, as long as `fits` allows. Empty when not
 * even the first sentence fits: half a sentence of a policy can say the opposite of the whole.
 */
export function digestOf(text: string, fits: (digest: string) => boolean): string {
  const sentences = sentencesOf(text.slice(0, LOOKED_AT).replace(/\s+/g, ' ').trim());
  let digest = '';
  for (const sentence of sentences) {
    const longer = `${digest}${digest === '' ? sentence.trimStart() : sentence}`;
    if (!fits(longer)) break;
    digest = longer;
  }
  return digest;
}

/** The sentences of a text with their ends and closing quotes; what has no end is left out. */
function sentencesOf(text: string): readonly string[] {
  const sentences: string[] = [];
  let from = 0;
  for (const end of text.matchAll(/[。！？；]+[”’」』）)]*/g)) {
    const to = end.index + end[0].length;
    if (end.index > from) sentences.push(text.slice(from, to));
    from = to;
  }
  return sentences;
}
