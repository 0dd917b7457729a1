export interface Picture {
  readonly type: 'jpeg' | 'png' | 'gif' | 'webp';
  readonly width: number;
  readonly height: number;
}

/** Which picture these bytes begin as, with its size in pixels; null: none; `cut-off`: its size or its end is missing. */
export function pictureOf(bytes: Uint8Array): Picture | 'cut-off' | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const signature = (at: number, text: string): boolean =>
    at + text.length <= bytes.length && [...text].every((sign, n) => bytes[at + n] === sign.charCodeAt(0));
  if (signature(0, '\u0089PNG\r\n\u001a\n')) return pngOf(view, signature);
  if (signature(0, 'GIF87a') || signature(0, 'GIF89a')) return gifOf(view);
  if (signature(0, 'RIFF') && signature(8, 'WEBP')) return webpOf(view, signature);
  if (signature(0, '\u00ff\u00d8\u00ff')) return jpegOf(view);
  return null;
}

type Signature = (at: number, text: string) => boolean;

function sized(type: Picture['type'], width: number, height: number): Picture | 'cut-off' {
  return width > 0 && height > 0 ? { type, width, height } : 'cut-off';
}

function pngOf(view: DataView, signature: Signature): Picture | 'cut-off' {
  const end = 12;
  if (view.byteLength < 24 + end || !signature(12, 'IHDR')) return 'cut-off';
  // The last part of a whole picture is empty and called IEND.
  if (!signature(view.byteLength - 8, 'IEND')) return 'cut-off';
  return sized('png', view.getUint32(16), view.getUint32(20));
}

function gifOf(view: DataView): Picture | 'cut-off' {
  const TRAILER = 0x3b;
  if (view.byteLength < 14 || view.getUint8(view.byteLength - 1) !== TRAILER) return 'cut-off';
  return sized('gif', view.getUint16(6, true), view.getUint16(8, true));
}

function webpOf(view: DataView, signature: Signature): Picture | 'cut-off' {
  if (view.byteLength < 30 || view.getUint32(4, true) + 8 > view.byteLength) return 'cut-off';
  const uint24 = (at: number): number => view.getUint16(at, true) + view.getUint8(at + 2) * 0x10000;
  if (signature(12, 'VP8X')) return sized('webp', uint24(24) + 1, uint24(27) + 1);
  if (signature(12, 'VP8L')) {
    const bits = view.getUint32(21, true);
    return sized('webp', (bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
  }
  if (signature(12, 'VP8 ')) return sized('webp', view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff);
  return 'cut-off';
}

/** The first frame header (SOF) of the segments says the size. */
function jpegOf(view: DataView): Picture | 'cut-off' {
  let at = 2;
  while (at + 9 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) return 'cut-off';
    const marker = view.getUint8(at + 1);
    // Fill bytes stand before a marker; these markers have no length.
    if (marker === 0xff) at += 1;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2;
    else if (isFrame(marker)) return sized('jpeg', view.getUint16(at + 7), view.getUint16(at + 5));
    else at += 2 + Math.max(2, view.getUint16(at + 2));
  }
  return 'cut-off';
}

/** C4, C8 and CC are tables. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}
