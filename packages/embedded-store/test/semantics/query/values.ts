import mongoose from 'mongoose';

const { ObjectId, UUID } = mongoose.mongo.BSON;

/** Numbers the values 1, 2, 3 … as field `a` of documents; `undefined` leaves the field out. */
export function valuesOfA(...values: unknown[]): Record<string, unknown>[] {
  return values.map((a, i) => (a === undefined ? { _id: i + 1 } : { _id: i + 1, a }));
}

export const id = new ObjectId('64b000000000000000000001');
export const uuid = new UUID('00112233-4455-6677-8899-aabbccddeeff');
