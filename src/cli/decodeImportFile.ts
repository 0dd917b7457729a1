/** The text of an import file, or why its bytes are none. */
export type DecodedFile = { readonly text: string } | { readonly problem: string };

const REMEDY =
  '请用记事本打开该文件，“另存为”时编码选“UTF-8”，再导入 (open it in an editor, save it again as UTF-8 and import that)';

/** Characters without a meaning of their own: GB18030 reads bytes of other encodings as such. */
const PRIVATE_USE = /[\uE000-\uF8FF]/;
const CJK = /[\u2E80-\u9FFF]/g;

/**
 * Reads the bytes of an import file as the encodings that office software writes: UTF-8, UTF-16 with or without its
 * mark, GB18030 (GBK and GB2312 are parts of it). A name must never be stored damaged, so that what fits none of them
 * without a fault is refused by its encoding.
 */
export function decodeImportFile(bytes: Uint8Array): DecodedFile {
  const unsupported = unsupportedForm(bytes);
  if (unsupported !== null) return { problem: `${unsupported}。${REMEDY}` };
  const utf16 = utf16Of(bytes);
  if (utf16 !== null) return checked(decodeStrictly(bytes, utf16), utf16.toUpperCase());
  const utf8 = decodeStrictly(bytes, 'utf-8');
  if (utf8 !== null) return checked(utf8, 'UTF-8');
  if (isDamagedUtf8(bytes)) return checked(null, 'UTF-8');
  const chinese = decodeStrictly(bytes, 'gb18030');
  if (chinese !== null && !PRIVATE_USE.test(chinese)) return checked(chinese, 'GB18030');
  return { problem: `文件的编码无法识别：不是 UTF-8、GBK/GB18030 或 UTF-16 (unknown encoding)。${REMEDY}` };
}

/** Forms that are certainly something else, by their first bytes. */
function unsupportedForm(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  if (head.startsWith('504b')) return '这是 Excel 或压缩文件，不是 JSON 文本 (a spreadsheet or archive, not JSON text)';
  if (head === 'fffe0000' || head === '0000feff' || head === '7b000000' || head === '0000007b')
    return '文件的编码是 UTF-32，不能导入 (the encoding is UTF-32)';
  return null;
}

/** By the byte order mark; without one by the first character of JSON, which is always ASCII: its other byte is zero. */
function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const [first, second] = bytes;
  if (first === undefined || second === undefined) return null;
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be';
  return null;
}

/** UTF-8 with a few bytes broken reads as Chinese for the most part; text of another encoding nearly never does. */
function isDamagedUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes);
  return (text.match(CJK) ?? []).length > text.split('\uFFFD').length - 1;
}

function checked(text: string | null, encoding: string): DecodedFile {
  if (text === null)
    return { problem: `文件按 ${encoding} 编码读取时有损坏的字节 (damaged ${encoding} text)。${REMEDY}` };
  const damagedAt = text.indexOf('\uFFFD');
  if (damagedAt < 0) return { text };
  const line = text.slice(0, damagedAt).split('\n').length;
  return {
    problem: `第 ${line} 行有替代字符“\uFFFD”：文件此前已被错误的编码转换损坏，请从原始文件重新导出 (line ${line} holds replacement characters: an earlier conversion damaged it)`,
  };
}

/** Null where the bytes are no text of that encoding. The byte order mark is left out. */
function decodeStrictly(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
