import { encodeDocument } from '../bson/encodeDocument';
import { isNumeric, numberOf, type BsonDocument } from '../bson/valueOrder';
import { CommandError } from '../commandError';
import { checkFields, documentField, type Reply, type Command, type CommandContext } from './command';
import { commands, refusedCommands, stableCommands, writingCommands } from './commandTable';

/** Fields any command may carry. */
const general = [
  '$db',
  'lsid',
  '$clusterTime',
  '$readPreference',
  'readConcern',
  'writeConcern',
  'maxTimeMS',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
  'txnNumber',
  'autocommit',
  'startTransaction',
  'stmtId',
  'stmtIds',
];

const knownFields = new Map(
  Object.entries(commands).map(([name, { fields }]) => [name, new Set([...fields, ...general])]),
);

/**
 * Runs a command. The reply always comes, as an error document if need be; it is encoded and has `ok`. At once where
 * nothing is to be waited for.
 */
export function dispatch(command: Command, context: CommandContext): Uint8Array | Promise<Uint8Array> {
  try {
    const reply = run(command, context);
    return reply instanceof Promise ? reply.then(encoded).catch(refusal) : encoded(reply);
  } catch (error) {
    return refusal(error);
  }
}

function refusal(error: unknown): Uint8Array {
  return encodeDocument(errorReply(error));
}

function encoded(reply: Reply): Uint8Array {
  return ArrayBuffer.isView(reply) ? (reply as Uint8Array) : encodeDocument({ ...(reply as BsonDocument), ok: 1 });
}

function run(command: Command, context: CommandContext): Reply | Promise<Reply> {
  const { name, body } = command;
  refuseTransactions(body);
  const spec = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (spec === undefined) throw unknownCommand(name);
  checkFields(body, name, knownFields.get(name) ?? new Set());
  checkApiVersion(name, body);
  checkConcerns(body);
  if (!writingCommands.has(name)) context.engine.noteRead();
  return spec.run(command, context);
}

function unknownCommand(name: string): CommandError {
  if (name === 'commitTransaction' || name === 'abortTransaction') return noTransactions();
  if (refusedCommands.has(name))
    return new CommandError(
      'CommandNotSupported',
      `The command '${name}' is not supported by the embedded store; a MongoDB server is needed for it`,
    );
  return new CommandError('CommandNotFound', `no such command: '${name}'`);
}

function noTransactions(): CommandError {
  return new CommandError('IllegalOperation', 'Transaction numbers are only allowed on a replica set member or mongos');
}

/** As a standalone MongoDB: neither transactions nor retryable writes. */
function refuseTransactions(body: BsonDocument): void {
  if (body['startTransaction'] !== undefined || body['autocommit'] !== undefined || body['txnNumber'] !== undefined)
    throw noTransactions();
}

const readLevels = new Set(['local', 'available', 'majority']);

/** One node holds everything and every reply is durable, so all levels that ask for no more than that are met. */
function checkConcerns(body: BsonDocument): void {
  const { w } = documentField(body, 'writeConcern');
  if (isNumeric(w) && numberOf(w) > 1)
    throw new CommandError('BadValue', "cannot use 'w' > 1 when a host is not replicated");
  if (typeof w === 'string' && w !== 'majority')
    throw new CommandError('BadValue', "cannot use non-majority 'w' mode when a host is not a member of a replica set");
  const { level, afterClusterTime } = documentField(body, 'readConcern');
  if (afterClusterTime !== undefined)
    throw new CommandError('IllegalOperation', 'Cannot specify afterClusterTime readConcern without replica set');
  if (level !== undefined && !readLevels.has(String(level)))
    throw new CommandError(
      'NotAReplicaSet',
      `node needs to be a replica set member to use read concern level ${String(level)}`,
    );
}

/** Version 1 of the stable API is all there is; asked strictly, other commands are refused. */
function checkApiVersion(name: string, body: BsonDocument): void {
  const version = body['apiVersion'];
  if (version !== undefined && version !== '1')
    throw new CommandError('APIVersionError', `API version must be "1", found ${String(version)}`);
  if (body['apiStrict'] === true && !stableCommands.has(name))
    throw new CommandError(
      'APIStrictError',
      `Provided apiStrict:true, but the command ${name} is not in API Version 1`,
    );
}

/** Errors that are not a command's own are a fault of the store: named without its internals. */
function errorReply(error: unknown): BsonDocument {
  if (error instanceof CommandError)
    return { ok: 0, errmsg: error.message, code: error.code, codeName: error.codeName, ...error.details };
  return {
    ok: 0,
    errmsg: `internal error of the embedded store: ${error instanceof Error ? error.message : String(error)}`,
    code: 1,
    codeName: 'InternalError',
  };
}
