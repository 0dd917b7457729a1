/** A picture as its bytes show it; what a server says about it is not asked. */
export interface PictureFile {
  readonly type: 'image/png' | 'image/jpeg';
  readonly width: number;
  readonly height: number;
}

const PNG_MARK = '89504e470d0a1a0a';

/** Reads kind and size of a PNG or JPEG from its first bytes; null for anything else. */
export function readPictureFile(bytes: Buffer): PictureFile | null {
  if (bytes.length >= 24 && bytes.subarray(0, 8).toString('hex') === PNG_MARK) {
    return { type: 'image/png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  }
  return bytes[0] === 0xff && bytes[1] === 0xd8 ? readJpeg(bytes) : null;
}

/**
 * Steps from segment to segment to the one that begins a frame (SOF0 to SOF15, without the tables DHT, JPG and DAC).
 */
function readJpeg(bytes: Buffer): PictureFile | null {
  for (let at = 2; at + 9 < bytes.length;) {
    if (bytes[at] !== 0xff) return null;
    const mark = bytes[at + 1] ?? 0;
    const isFrame = mark >= 0xc0 && mark <= 0xcf && mark !== 0xc4 && mark !== 0xc8 && mark !== 0xcc;
    if (isFrame) return { type: 'image/jpeg', height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    at += mark === 0xff ? 1 : 2 + Math.max(2, bytes.readUInt16BE(at + 2));
  }
  return null;
}
