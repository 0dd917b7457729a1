import { isDocument, isNumeric, numberOf, type BsonDocument } from '../bson/valueOrder';
import { decodeDocument } from '../bson/decodeDocument';
import { encodeDocument } from '../bson/encodeDocument';
import { typeNameOf } from '../bson/typeNumbers';
import { evaluateLet } from '../aggregate/compileExpression';
import type { Variables } from '../aggregate/expressionParts';
import { CommandError } from '../commandError';
import type { Engine } from '../store/engine';
import type { CursorRegistry } from './cursors';

/** A command as it came over the wire. */
export interface Command {
  /** The first field's name: the command. */
  readonly name: string;
  readonly database: string;
  readonly body: BsonDocument;
  /** Document sequences, still encoded, by the field they stand for. */
  readonly sequences: ReadonlyMap<string, readonly Uint8Array[]>;
}

/** What commands work with. */
export interface CommandContext {
  readonly engine: Engine;
  readonly cursors: CursorRegistry;
  readonly server: ServerFacts;
  /** Something was dropped: its entries are to be removed when there is time. */
  tidy(): void;
}

interface ServerFacts {
  readonly startedAt: Date;
  readonly address: string;
  connections(): number;
}

/** The reply to a command: a document (given `ok: 1` when it lacks it), or bytes of a whole document. */
export type Reply = BsonDocument | Uint8Array;

/** One command: which fields it understands, and what it does. Fields not listed are refused, never ignored. */
export interface CommandSpec {
  readonly fields: readonly string[];
  run(command: Command, context: CommandContext): Reply | Promise<Reply>;
}

function mistyped(path: string, value: unknown, wanted: string): CommandError {
  return new CommandError(
    'TypeMismatch',
    `BSON field '${path}' is the wrong type '${typeNameOf(value)}', expected type '${wanted}'`,
  );
}

/** The collection a command names in its first field. */
export function collectionName(command: Command): string {
  const name = command.body[command.name];
  if (typeof name !== 'string')
    throw new CommandError('InvalidNamespace', `collection name has invalid type ${typeNameOf(name)}`);
  if (name === '' || name.includes('\0'))
    throw new CommandError('InvalidNamespace', `Invalid namespace specified '${command.database}.${name}'`);
  return name;
}

/** An optional whole number, not below zero. */
export function wholeField(body: BsonDocument, field: string, otherwise: number): number {
  const value = body[field];
  if (value === undefined || value === null) return otherwise;
  if (!isNumeric(value)) throw mistyped(field, value, 'long');
  const number = Math.trunc(numberOf(value));
  if (!(number >= 0))
    throw new CommandError('BadValue', `BSON field '${field}' value must be >= 0, actual value '${number}'`);
  return number;
}

/** An optional yes or no. */
export function flagField(body: BsonDocument, field: string, otherwise = false): boolean {
  const value = body[field];
  if (value === undefined || value === null) return otherwise;
  if (typeof value === 'boolean') return value;
  if (isNumeric(value)) return numberOf(value) !== 0;
  throw mistyped(field, value, 'bool');
}

/** An optional document. */
export function documentField(body: BsonDocument, field: string): BsonDocument {
  const value = body[field];
  if (value === undefined || value === null) return {};
  if (!isDocument(value)) throw mistyped(field, value, 'object');
  return value;
}

/** The variables a command defines with `let`. */
export function letField(body: BsonDocument): Variables {
  return evaluateLet(documentField(body, 'let'));
}

/** An optional text. */
export function textField(body: BsonDocument, field: string): string | undefined {
  const value = body[field];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw mistyped(field, value, 'string');
  return value;
}

/** The encoded documents of a list that may come as a sequence or inside the body. */
export function encodedList(command: Command, field: string): readonly Uint8Array[] {
  return command.sequences.get(field) ?? listInBody(command, field).map((item) => encodeDocument(item));
}

/** The documents of a list that may come as a sequence or inside the body. */
export function documentList(command: Command, field: string): readonly BsonDocument[] {
  return command.sequences.get(field)?.map((bytes) => decodeDocument(bytes)) ?? listInBody(command, field);
}

function listInBody(command: Command, field: string): BsonDocument[] {
  const value = command.body[field];
  if (value === undefined)
    throw new CommandError('Location40414', `BSON field '${command.name}.${field}' is missing but a required field`);
  if (!Array.isArray(value)) throw mistyped(`${command.name}.${field}`, value, 'array');
  return value.map((item, i) => {
    if (!isDocument(item)) throw mistyped(`${command.name}.${field}.${i}`, item, 'object');
    return item;
  });
}

/** Refuses any field that is not listed. */
export function checkFields(body: BsonDocument, path: string, known: ReadonlySet<string>): void {
  for (const field of Object.keys(body)) {
    if (!known.has(field))
      throw new CommandError('Location40415', `BSON field '${path}.${field}' is an unknown field.`);
  }
}
