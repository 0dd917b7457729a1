import zlib from 'node:zlib';

const WIDTH = 900;
const HEIGHT = 383;
/** Dark blue with a red band near the foot, as RGB. */
const GROUND = [0x1f, 0x3a, 0x68] as const;
const BAND = [0xb2, 0x2a, 0x2a] as const;
const BAND_ROWS = { from: 330, before: 352 } as const;

/**
 * A plain cover for accounts that registered none of their own: every article of the platform needs one. A PNG of
 * 900 × 383 points, about 2 KB, the same bytes every time.
 */
export function drawCover(): Buffer {
  const row = (colour: readonly number[]): Buffer =>
    Buffer.concat([Buffer.from([0]), Buffer.alloc(WIDTH * 3, Buffer.from(colour))]);
  const [ground, band] = [row(GROUND), row(BAND)];
  const rows = Array.from({ length: HEIGHT }, (_, y) => (y >= BAND_ROWS.from && y < BAND_ROWS.before ? band : ground));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  // 8 bits a channel, RGB, no interlacing (https://www.w3.org/TR/png/).
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', zlib.deflateSync(Buffer.concat(rows), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ ((crc & 1) === 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
