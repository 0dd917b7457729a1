const nameSlots = 2_048;
const longestKnownName = 32;

/**
 * Field names seen lately: the same few come in every document, and making each anew costs more than comparing its
 * bytes.
 */
const names: (string | undefined)[] = new Array<string | undefined>(nameSlots);

/** A field's name from its bytes; `hash` is any hash of them. */
export function knownName(buffer: Buffer, { start, end, hash }: { start: number; end: number; hash: number }): string {
  const slot = hash & (nameSlots - 1);
  const known = names[slot];
  if (known !== undefined && isAscii(known, buffer, { start, end })) return known;
  const name = shortText(buffer, start, end);
  if (name.length === end - start && name.length <= longestKnownName) names[slot] = name;
  return name;
}

function isAscii(text: string, buffer: Buffer, { start, end }: { start: number; end: number }): boolean {
  if (text.length !== end - start) return false;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) !== buffer[start + i]) return false;
  return true;
}

/** Short ASCII text, which most names and codes are, is read faster by hand than through the decoder. */
export function shortText(buffer: Buffer, start: number, end: number): string {
  if (end - start > 24) return buffer.toString('utf8', start, end);
  let text = '';
  for (let i = start; i < end; i++) {
    const byte = buffer[i] as number;
    if (byte > 127) return buffer.toString('utf8', start, end);
    text += String.fromCharCode(byte);
  }
  return text;
}
