/** MongoDB's error codes that this store uses; the name is what drivers show as `codeName`. */
const errorCodes = {
  InternalError: 1,
  BadValue: 2,
  FailedToParse: 9,
  TypeMismatch: 14,
  Overflow: 15,
  IllegalOperation: 20,
  InvalidBSON: 22,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  Unauthorized: 13,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  NamespaceExists: 48,
  MaxTimeMSExpired: 50,
  DollarPrefixedFieldName: 52,
  InvalidIdField: 53,
  NotSingleValueField: 54,
  EmptyFieldName: 56,
  CommandNotFound: 59,
  InvalidLength: 16,
  ImmutableField: 66,
  CannotCreateIndex: 67,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  OperationFailed: 96,
  ShutdownInProgress: 91,
  NotAReplicaSet: 123,
  CommandNotSupported: 115,
  InvalidPipelineOperator: 168,
  CannotIndexParallelArrays: 171,
  InvalidIndexSpecificationOption: 197,
  NotImplemented: 238,
  QueryExceededMemoryLimitNoDiskUseAllowed: 292,
  APIVersionError: 322,
  APIStrictError: 323,
  NoQueryExecutionPlans: 291,
  BSONObjectTooLarge: 10334,
  DuplicateKey: 11000,
  CursorInUse: 12051,
  OutOfDiskSpace: 14031,
  ConversionFailure: 241,
} as const;

/** A name of the table, or `Location` with a number: how MongoDB calls the codes of single checks. */
export type ErrorName = keyof typeof errorCodes | `Location${number}`;

/**
 * A failure that is sent to the client as `{ok: 0, code, codeName, errmsg}` (or as a write error). The message
 * states what was refused and, where there is one, what to do instead; `details` are extra fields of the reply.
 */
export class CommandError extends Error {
  readonly code: number;

  constructor(
    readonly codeName: ErrorName,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = 'CommandError';
    this.code = codeOf(codeName);
  }
}

function codeOf(name: ErrorName): number {
  return name in errorCodes ? errorCodes[name as keyof typeof errorCodes] : Number(name.slice('Location'.length));
}

/** Something MongoDB can do and this store refuses on purpose: it fails loudly, it is never ignored. */
export function notSupported(what: string): CommandError {
  return new CommandError(
    'NotImplemented',
    `${what} is not supported by the embedded store; a MongoDB server is needed for it`,
  );
}
