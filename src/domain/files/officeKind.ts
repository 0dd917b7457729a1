/** The part that each kind of document has, whatever else it holds. */
const MAIN_PARTS = [
  ['word/document.xml', 'docx'],
  ['xl/workbook.xml', 'xlsx'],
  ['ppt/presentation.xml', 'pptx'],
  ['OFD.xml', 'ofd'],
] as const;
/** A document has some hundreds of parts; a presentation with many pictures a few thousand. */
const MOST_PARTS = 20_000;
const END_RECORD = 0x06054b50;
const PART_RECORD = 0x02014b50;
const END_BYTES = 22;
/** The comment behind the end record has at most so many bytes. */
const MOST_COMMENT_BYTES = 65_535;

/**
 * Which document an archive is, by the parts in its directory; null: another archive. Documents with instructions in
 * them (`vbaProject.bin`) are told apart.
 */
export function officeKindOf(bytes: Uint8Array): 'docx' | 'xlsx' | 'pptx' | 'ofd' | 'has-macros' | null {
  const names = partNames(bytes);
  if (names === null) return null;
  if (names.some((name) => /(^|\/)vbaProject\.bin$/i.test(name))) return 'has-macros';
  return MAIN_PARTS.find(([part]) => names.includes(part))?.[1] ?? null;
}

/** What the directory at the end of an archive names; null: it has none that can be read. */
function partNames(bytes: Uint8Array): readonly string[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - END_BYTES;
  const first = Math.max(0, end - MOST_COMMENT_BYTES);
  while (end >= first && view.getUint32(end, true) !== END_RECORD) end -= 1;
  if (end < first) return null;
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count > MOST_PARTS) return null;
  const names: string[] = [];
  for (let n = 0; n < count; n += 1) {
    if (at + 46 > end || view.getUint32(at, true) !== PART_RECORD) return null;
    const nameBytes = view.getUint16(at + 28, true);
    names.push(new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameBytes)));
    at += 46 + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return names;
}
