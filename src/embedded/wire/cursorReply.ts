/** The parts of a cursor's answer. */
export interface CursorBatch {
  readonly batch: readonly Uint8Array[];
  readonly batchName: 'firstBatch' | 'nextBatch';
  readonly id: bigint;
  readonly namespace: string;
}

const int32Bytes = 4;

/**
 * Encodes `{cursor: {<batchName>: [documents], id, ns}, ok: 1}` by hand, so that stored documents are copied into the answer as
 * they are, without being decoded and encoded again.
 */
export function encodeCursorReply({ batch, batchName, id, namespace }: CursorBatch): Uint8Array {
  const names = batch.map((_, i) => Buffer.from(`\x03${i}\0`, 'latin1'));
  const arrayBytes = int32Bytes + batch.reduce((sum, document, i) => sum + document.length + (names[i] as Buffer).length, 0) + 1;
  const arrayHead = Buffer.from(`\x04${batchName}\0`, 'latin1');
  const idHead = Buffer.from('\x12id\0', 'latin1');
  const namespaceText = Buffer.from(namespace);
  const namespaceHead = Buffer.from('\x02ns\0', 'latin1');
  const cursorBytes = int32Bytes + arrayHead.length + arrayBytes + idHead.length + 8 + namespaceHead.length + int32Bytes + namespaceText.length + 1 + 1;
  const cursorHead = Buffer.from('\x03cursor\0', 'latin1');
  const okPart = Buffer.from('\x01ok\0\0\0\0\0\0\0\xf0\x3f', 'latin1');
  const total = int32Bytes + cursorHead.length + cursorBytes + okPart.length + 1;

  const reply = Buffer.allocUnsafe(total);
  let at = reply.writeInt32LE(total, 0);
  const append = (bytes: Uint8Array): void => { reply.set(bytes, at); at += bytes.length; };
  append(cursorHead);
  at = reply.writeInt32LE(cursorBytes, at);
  append(arrayHead);
  at = reply.writeInt32LE(arrayBytes, at);
  batch.forEach((document, i) => { append(names[i] as Buffer); append(document); });
  at = reply.writeUInt8(0, at);
  append(idHead);
  at = reply.writeBigInt64LE(id, at);
  append(namespaceHead);
  at = reply.writeInt32LE(namespaceText.length + 1, at);
  append(namespaceText);
  at = reply.writeUInt8(0, at);
  at = reply.writeUInt8(0, at);
  append(okPart);
  reply.writeUInt8(0, at);
  return reply;
}
