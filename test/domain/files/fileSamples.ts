/** The smallest bytes that are what they are called, with the given size in pixels. */
export const png = (width = 2, height = 3): Buffer =>
  Buffer.concat([
    Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
    uint32(width),
    uint32(height),
    Buffer.from('08060000000000000000000049454e44ae426082', 'hex'),
  ]);
export const gif = (width = 2, height = 3): Buffer =>
  Buffer.concat([Buffer.from('GIF89a'), uint16LE(width), uint16LE(height), Buffer.from('0000003b', 'hex')]);
export const jpeg = (width = 2, height = 3): Buffer =>
  Buffer.concat([
    Buffer.from('ffd8ffe000044a46ffc0000b08', 'hex'),
    Buffer.from([height >> 8, height & 255, width >> 8, width & 255]),
    Buffer.from('01011100ffd9', 'hex'),
  ]);
export const webp = (width = 2, height = 3): Buffer => {
  const body = Buffer.concat([
    Buffer.from('WEBPVP8X'),
    Buffer.from('0a00000000000000', 'hex'),
    Buffer.from([(width - 1) & 255, (width - 1) >> 8, 0, (height - 1) & 255, (height - 1) >> 8, 0]),
  ]);
  return Buffer.concat([Buffer.from('RIFF'), uint32LE(body.length), body]);
};
export const pdf = (): Buffer => Buffer.from('%PDF-1.7\n%\u00e2\u00e3\n%%EOF');

/** An archive with these parts, each of them empty. */
export const archive = (...names: readonly string[]): Buffer => {
  const local = names.map((name) =>
    Buffer.concat([Buffer.from('504b0304', 'hex'), zeros(22), nameLength(name), text(name)]),
  );
  const directory = names.map((name) =>
    Buffer.concat([Buffer.from('504b0102', 'hex'), zeros(24), nameLength(name), zeros(14), text(name)]),
  );
  const before = Buffer.concat(local);
  const middle = Buffer.concat(directory);
  const end = Buffer.concat([
    ...[Buffer.from('504b0506', 'hex'), zeros(4), uint16LE(names.length), uint16LE(names.length)],
    ...[uint32LE(middle.length), uint32LE(before.length), zeros(2)],
  ]);
  return Buffer.concat([before, middle, end]);
};

const text = (name: string): Buffer => Buffer.from(name, 'utf8');
const zeros = (length: number): Buffer => Buffer.alloc(length);
const nameLength = (name: string): Buffer => Buffer.concat([uint16LE(text(name).length), zeros(2)]);
function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
function uint32LE(value: number): Buffer {
  return Buffer.from(uint32(value)).reverse();
}
function uint16LE(value: number): Buffer {
  return uint32LE(value).subarray(0, 2);
}
