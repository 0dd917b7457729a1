/** The parts of a cursor's reply. */
export interface CursorBatch {
  readonly batch: readonly Uint8Array[];
  readonly batchName: 'firstBatch' | 'nextBatch';
  readonly id: bigint;
  readonly namespace: string;
}

const int32Bytes = 4;

function head(type: number, name: string): Buffer {
  return Buffer.from(`${String.fromCharCode(type)}${name}\0`, 'latin1');
}

const heads = {
  cursor: head(0x03, 'cursor'),
  firstBatch: head(0x04, 'firstBatch'),
  nextBatch: head(0x04, 'nextBatch'),
  id: head(0x12, 'id'),
  namespace: head(0x02, 'ns'),
};
const tail = Buffer.from('\x01ok\0\0\0\0\0\0\0\xf0\x3f\0', 'latin1');

/** The heads of array elements, made once: type document, then the position as text. */
const elementHeads: Buffer[] = [];

function elementHead(position: number): Buffer {
  return (elementHeads[position] ??= head(0x03, String(position)));
}

/**
 * Encodes `{cursor: {<batchName>: [documents], id, ns}, ok: 1}` by hand, so that stored documents are copied into the
 * reply as they are, without being decoded and encoded again.
 */
export function encodeCursorReply({ batch, batchName, id, namespace }: CursorBatch): Uint8Array {
  const namespaceBytes = Buffer.byteLength(namespace) + 1;
  let arrayBytes = int32Bytes + 1;
  for (let i = 0; i < batch.length; i++) arrayBytes += (batch[i] as Uint8Array).length + elementHead(i).length;
  const cursorBytes =
    int32Bytes +
    heads[batchName].length +
    arrayBytes +
    heads.id.length +
    8 +
    heads.namespace.length +
    int32Bytes +
    namespaceBytes +
    1;
  const total = int32Bytes + heads.cursor.length + cursorBytes + tail.length;

  const reply = Buffer.allocUnsafe(total);
  let at = reply.writeInt32LE(total, 0);
  const append = (bytes: Uint8Array): void => {
    reply.set(bytes, at);
    at += bytes.length;
  };
  append(heads.cursor);
  at = reply.writeInt32LE(cursorBytes, at);
  append(heads[batchName]);
  at = reply.writeInt32LE(arrayBytes, at);
  for (let i = 0; i < batch.length; i++) {
    append(elementHead(i));
    append(batch[i] as Uint8Array);
  }
  at = reply.writeUInt8(0, at);
  append(heads.id);
  at = reply.writeBigInt64LE(id, at);
  append(heads.namespace);
  at = reply.writeInt32LE(namespaceBytes, at);
  at += reply.write(namespace, at);
  at = reply.writeUInt16LE(0, at);
  append(tail);
  return reply;
}
