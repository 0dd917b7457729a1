/** Text made from bytes, and under which encoding it was read. */
export interface DecodedText {
  readonly text: string;
  readonly charset: string;
}

/** How far into a page or feed a charset declaration is looked for, in bytes. */
const DECLARATION_BYTES = 4096;
const CJK = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/g;

/**
 * Reads bytes as text: byte order mark, then the HTTP charset, the page's own declaration, strict UTF-8, GB18030.
 * Labels are often wrong, so a declared encoding has to decode the bytes without a fault, and bytes that are sound
 * UTF-8 with wide characters are UTF-8 whatever the labels say. The labels gb2312 and gbk mean gb18030. Never throws:
 * where nothing fits, the reading with the fewest unreadable characters is given.
 */
export function decodeText(bytes: Uint8Array, contentType: string | null): DecodedText {
  const marked = readByteOrderMark(bytes);
  if (marked !== null) return { text: decodeLoosely(bytes, marked), charset: marked };
  const fromHttp = knownCharset(/charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType ?? '')?.[1]);
  const fromPage = declaredInPage(bytes);
  const declared = fromHttp ?? fromPage;
  const utf8 = decodeStrictly(bytes, 'utf-8');
  // As many characters as bytes means ASCII throughout, which only the escape-based encodings read differently.
  if (
    utf8 !== null &&
    (utf8.length === bytes.length ? declared === null || !isEscapeBased(declared) : isSurelyUtf8(utf8, declared))
  ) {
    return { text: utf8, charset: 'utf-8' };
  }
  for (const charset of orderCandidates(fromHttp, fromPage)) {
    const text = decodeStrictly(bytes, charset);
    if (text !== null) return { text, charset };
  }
  return decodeLeastBadly(bytes, [declared, 'utf-8', 'gb18030']);
}

function readByteOrderMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

function declaredInPage(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, DECLARATION_BYTES)).toString('latin1');
  const prolog = /^\s*<\?xml[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["']/i.exec(head)?.[1];
  const meta = /<meta\b[^>]*?\bcharset\s*=\s*(?:["']\s*)?([\w.:-]+)/i.exec(head)?.[1];
  const declared = knownCharset(prolog ?? meta);
  // Whoever could be read as ASCII so far is not UTF-16, whatever he says (the HTML standard has the same rule).
  return declared !== null && declared.startsWith('utf-16') ? 'utf-8' : declared;
}

/** The encoding a label names in this product, or null for one that nobody knows. */
function knownCharset(label: string | undefined): string | null {
  if (label === undefined) return null;
  const plain = label.toLowerCase();
  if (/^(x-)?gb(k|18030|_?2312(-80)?)$|^(cp|ms|windows-)?936$|^euc-cn$/.test(plain)) return 'gb18030';
  try {
    return new TextDecoder(plain).encoding;
  } catch {
    return null;
  }
}

/**
 * `iso-8859-1` fits any bytes and is what careless servers send by default: said by the server alone it comes last.
 * Said by the document itself it is believed before a guess.
 */
function orderCandidates(fromHttp: string | null, fromPage: string | null): readonly string[] {
  const believable = [fromHttp, fromPage].filter((charset) => charset !== null);
  const narrow = believable.filter((charset) => /^(windows-|iso-8859-|macintosh|koi8|ibm866)/.test(charset));
  const wide = believable.filter((charset) => !narrow.includes(charset));
  const order =
    fromPage !== null && narrow.includes(fromPage)
      ? [...wide, ...narrow, 'utf-8', 'gb18030']
      : [...wide, 'utf-8', 'gb18030', ...narrow];
  return [...new Set(order)];
}

/** A short GBK text can by chance be sound UTF-8, but then it reads as Greek or Hebrew, never as Chinese. */
function isSurelyUtf8(text: string, declared: string | null): boolean {
  return (
    declared === null ||
    declared === 'utf-8' ||
    declared.startsWith('windows-') ||
    declared.startsWith('iso-8859-') ||
    (text.match(CJK) ?? []).length > 0
  );
}

function isEscapeBased(charset: string): boolean {
  return charset === 'iso-2022-jp' || charset.startsWith('utf-16');
}

function decodeStrictly(bytes: Uint8Array, charset: string): string | null {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function decodeLoosely(bytes: Uint8Array, charset: string): string {
  return new TextDecoder(charset).decode(bytes);
}

function decodeLeastBadly(bytes: Uint8Array, charsets: readonly (string | null)[]): DecodedText {
  const readings = charsets
    .filter((charset) => charset !== null)
    .map((charset) => ({ text: decodeLoosely(bytes, charset), charset }));
  const faults = (text: string): number => text.split('\ufffd').length - 1;
  return readings.reduce((best, next) => (faults(next.text) < faults(best.text) ? next : best));
}
