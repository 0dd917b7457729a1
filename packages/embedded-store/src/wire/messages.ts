import { decodeDocument } from '../bson/decodeDocument';
import { isDocument } from '../bson/valueOrder';
import type { Command } from '../commands/command';
import { headerBytes, ProtocolError } from './frames';

const operation = { reply: 1, query: 2004, message: 2013 } as const;
const flag = { checksumPresent: 1, moreToCome: 2, knownRequired: 0xffff } as const;
const checksumBytes = 4;

/** A request as it came: the command, how to reply to it, and whether a reply is wanted. */
export interface Request {
  readonly requestId: number;
  readonly command: Command;
  readonly wantsReply: boolean;
  /** The old form, which only the first hello of a connection may have. */
  readonly isOldQuery: boolean;
}

/**
 * Reads OP_MSG, and OP_QUERY for a hello. Throws ProtocolError for anything else, InvalidBSON for a document that is
 * none.
 */
export function readRequest(message: Buffer): Request {
  const requestId = message.readInt32LE(4);
  const code = message.readInt32LE(12);
  if (code === operation.message) return readMessage(message, requestId);
  if (code === operation.query) return readQuery(message, requestId);
  throw new ProtocolError(`operation ${code} is not supported`);
}

function readMessage(message: Buffer, requestId: number): Request {
  const flags = message.readUInt32LE(headerBytes);
  if ((flags & flag.knownRequired & ~(flag.checksumPresent | flag.moreToCome)) !== 0)
    throw new ProtocolError('a required flag is not known');
  const end = message.length - ((flags & flag.checksumPresent) === 0 ? 0 : checksumBytes);
  const sequences = new Map<string, Uint8Array[]>();
  let body: Buffer | null = null;
  for (let at = headerBytes + 4; at < end;) {
    const kind = message[at++];
    const size = message.readInt32LE(at);
    if (size < 5 || at + size > end) throw new ProtocolError('a section runs past the end of its message');
    const section = message.subarray(at, at + size);
    at += size;
    if (kind === 0 && body === null) body = section;
    else if (kind === 1) readSequence(section, sequences);
    else throw new ProtocolError(`section kind ${String(kind)} is not possible here`);
  }
  if (body === null) throw new ProtocolError('a message has no body');
  const document = decodeDocument(body);
  const database = document['$db'];
  if (typeof database !== 'string') throw new ProtocolError('a message names no database');
  const command = { name: Object.keys(document)[0] ?? '', database, body: document, sequences };
  return { requestId, command, wantsReply: (flags & flag.moreToCome) === 0, isOldQuery: false };
}

function readSequence(section: Buffer, sequences: Map<string, Uint8Array[]>): void {
  const nameEnd = section.indexOf(0, 4);
  if (nameEnd < 0) throw new ProtocolError('a sequence has no name');
  const documents: Uint8Array[] = [];
  for (let at = nameEnd + 1; at < section.length;) {
    const size = at + 4 <= section.length ? section.readInt32LE(at) : 0;
    if (size < 5 || at + size > section.length) throw new ProtocolError('a document runs past the end of its sequence');
    documents.push(section.subarray(at, at + size));
    at += size;
  }
  sequences.set(section.toString('utf8', 4, nameEnd), documents);
}

function readQuery(message: Buffer, requestId: number): Request {
  const nameEnd = message.indexOf(0, headerBytes + 4);
  const namespace = message.toString('utf8', headerBytes + 4, nameEnd);
  const bodyAt = nameEnd + 1 + 8;
  const body = decodeDocument(message.subarray(bodyAt, bodyAt + message.readInt32LE(bodyAt)));
  const inner = isDocument(body['$query']) ? body['$query'] : body;
  const name = Object.keys(inner)[0] ?? '';
  if (!namespace.endsWith('.$cmd') || !['isMaster', 'ismaster', 'hello'].includes(name))
    throw new ProtocolError('OP_QUERY is only supported for hello');
  return {
    requestId,
    command: { name, database: namespace.slice(0, -5), body: inner, sequences: new Map() },
    wantsReply: true,
    isOldQuery: true,
  };
}

let lastResponseId = 0;

/** What goes in front of a reply's document, in the form of its request. */
export function replyHead(
  { requestId, isOldQuery }: Pick<Request, 'requestId' | 'isOldQuery'>,
  documentBytes: number,
): Buffer {
  const head = Buffer.alloc(isOldQuery ? headerBytes + 20 : headerBytes + 5);
  lastResponseId = (lastResponseId + 1) | 0;
  head.writeInt32LE(head.length + documentBytes, 0);
  head.writeInt32LE(lastResponseId, 4);
  head.writeInt32LE(requestId, 8);
  head.writeInt32LE(isOldQuery ? operation.reply : operation.message, 12);
  if (isOldQuery) {
    head.writeInt32LE(8, 16);
    head.writeInt32LE(1, 32);
  }
  return head;
}
