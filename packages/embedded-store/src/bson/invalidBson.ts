import { CommandError, notSupported } from '../commandError';

/** Bytes that are not BSON. */
export function invalid(reason: string): CommandError {
  return new CommandError('InvalidBSON', `invalid BSON: ${reason}`);
}

/** A type this store does not keep, or one that does not exist. */
export function unsupportedType(type: number): CommandError {
  const names: Readonly<Record<number, string>> = {
    0x0c: 'DBPointer',
    0x0d: 'JavaScript code',
    0x0e: 'Symbol',
    0x0f: 'JavaScript code',
    0x13: 'Decimal128',
  };
  return names[type] === undefined
    ? invalid(`unknown type 0x${type.toString(16)}`)
    : notSupported(`A value of type ${names[type]}`);
}
