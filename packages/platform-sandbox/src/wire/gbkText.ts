/** Bytes of the two-byte area of GBK; Node decodes it but has no encoder, so the table is turned round once. */
let table: Map<string, number> | null = null;

/** GBK bytes of a text; a character outside GBK becomes a question mark. */
export function encodeGbk(text: string): Buffer {
  table ??= turnRoundDecoder();
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const pair = table.get(character);
    if (code < 0x80) bytes.push(code);
    else if (pair === undefined) bytes.push(0x3f);
    else bytes.push(pair >> 8, pair & 0xff);
  }
  return Buffer.from(bytes);
}

function turnRoundDecoder(): Map<string, number> {
  const decoder = new TextDecoder('gbk');
  const found = new Map<string, number>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f) continue;
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if ([...character].length === 1 && character !== '\ufffd' && !found.has(character))
        found.set(character, (lead << 8) | trail);
    }
  }
  return found;
}
