import net from 'node:net';
import { decodeDocument } from '../bson/decodeDocument';
import { encodeDocument } from '../bson/encodeDocument';
import { isNumeric, numberOf, type BsonDocument } from '../bson/valueOrder';
import { FrameReader, headerBytes } from './frames';

const messageOperation = 2013;
const bodyAt = headerBytes + 5;

/**
 * Sends one command to a store at a Unix socket and returns its document. Throws an Error with the store's message when
 * it refuses.
 */
export async function sendCommand(socketPath: string, body: BsonDocument): Promise<BsonDocument> {
  const reply = decodeDocument((await exchange(socketPath, encodeCommand(body))).subarray(bodyAt));
  if (!isNumeric(reply['ok']) || numberOf(reply['ok']) !== 1) throw new Error(String(reply['errmsg']));
  return reply;
}

function encodeCommand(body: BsonDocument): Buffer {
  const document = encodeDocument({ ...body, $db: 'admin' });
  const head = Buffer.alloc(bodyAt);
  head.writeInt32LE(head.length + document.length, 0);
  head.writeInt32LE(1, 4);
  head.writeInt32LE(messageOperation, 12);
  return Buffer.concat([head, document]);
}

function exchange(socketPath: string, message: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const frames = new FrameReader();
    const socket = net.connect(socketPath, () => socket.write(message));
    socket.on('data', (chunk) => {
      const [reply] = frames.push(chunk);
      if (reply === undefined) return;
      resolve(reply);
      socket.end();
    });
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('the store closed the connection')));
  });
}
