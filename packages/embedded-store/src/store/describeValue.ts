import type { Binary, BSONRegExp } from 'bson';
import { bsonTypeOf, exactInteger, isNumeric, numberOf, type BsonDocument } from '../bson/valueOrder';

const longestText = 200;

/** A value in the notation of MongoDB's messages, cut where it would be long. */
export function describeValue(value: unknown): string {
  if (value === undefined || value === null) return 'null';
  if (typeof value === 'string')
    return JSON.stringify(value.length > longestText ? `${value.slice(0, longestText)}…` : value);
  if (typeof value === 'boolean') return String(value);
  if (isNumeric(value)) return describeNumber(value);
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (Array.isArray(value)) return `[ ${value.slice(0, 10).map(describeValue).join(', ')} ]`;
  switch (bsonTypeOf(value)) {
    case 'ObjectId':
      return `ObjectId('${(value as { toHexString(): string }).toHexString()}')`;
    case 'Binary':
      return `BinData(${(value as Binary).sub_type}, ${(value as Binary).toString('hex').toUpperCase()})`;
    case 'BSONRegExp':
      return `/${(value as BSONRegExp).pattern}/${(value as BSONRegExp).options}`;
    case undefined:
      return `{ ${Object.entries(value as BsonDocument)
        .map(([name, field]) => `${name}: ${describeValue(field)}`)
        .join(', ')} }`;
    default:
      return String(bsonTypeOf(value));
  }
}

function describeNumber(value: unknown): string {
  if (bsonTypeOf(value) === 'Long') return exactInteger(value).toString();
  const number = numberOf(value);
  return bsonTypeOf(value) === 'Double' && Number.isInteger(number) ? number.toFixed(1) : String(number);
}
