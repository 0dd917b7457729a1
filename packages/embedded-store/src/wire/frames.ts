/** MongoDB's limit for one message, with room for what surrounds the documents. */
const mostMessageBytes = 48_000_000 + 16 * 1024;
export const headerBytes = 16;

/** What arrived is not the MongoDB wire protocol: the connection is closed. */
export class ProtocolError extends Error {}

/** Cuts a stream of bytes into messages by the length each begins with. */
export class FrameReader {
  private chunks: Buffer[] = [];
  private buffered = 0;

  /** Adds what arrived; returns the messages that are complete, in order. */
  push(chunk: Buffer): Buffer[] {
    this.chunks.push(chunk);
    this.buffered += chunk.length;
    const messages: Buffer[] = [];
    for (let length = this.nextLength(); length !== null && this.buffered >= length; length = this.nextLength())
      messages.push(this.take(length));
    return messages;
  }

  private nextLength(): number | null {
    if (this.buffered < headerBytes) return null;
    if ((this.chunks[0] as Buffer).length < headerBytes) this.chunks = [Buffer.concat(this.chunks)];
    const length = (this.chunks[0] as Buffer).readInt32LE(0);
    if (length < headerBytes || length > mostMessageBytes)
      throw new ProtocolError(`a message of ${length} bytes is not possible`);
    return length;
  }

  private take(length: number): Buffer {
    const all = this.chunks.length === 1 ? (this.chunks[0] as Buffer) : Buffer.concat(this.chunks);
    this.chunks = all.length > length ? [all.subarray(length)] : [];
    this.buffered -= length;
    return all.subarray(0, length);
  }
}
