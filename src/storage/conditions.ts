import { trusted } from 'mongoose';

/** Conditions on stored paths. Operators come from below only; a path the schema does not know is an error. */
export type Filter = Readonly<Record<string, unknown>>;

/**
 * The only query operators there are. Filters are sanitised on the way to the store, so that `{"$gt": ""}` arriving as
 * a value is compared as a value; what is written here is marked as our own and passes.
 */
type Ordered = Date | number | string;

export const atMost = (value: Ordered): object => trusted({ $lte: value });
export const atLeast = (value: Ordered): object => trusted({ $gte: value });
export const above = (value: Ordered): object => trusted({ $gt: value });
export const below = (value: Ordered): object => trusted({ $lt: value });
/** Half-open, as every interval of the product: `from` belongs to it, `before` does not. */
export const within = (from: Ordered, before: Ordered): object => trusted({ $gte: from, $lt: before });
/** Both ends included: what is counted by the day. */
export const fromTo = (from: Ordered, to: Ordered): object => trusted({ $gte: from, $lte: to });
/** After `from`, `until` included: what comes due by an instant and is not past. */
export const after = (from: Ordered, until: Ordered): object => trusted({ $gt: from, $lte: until });
export const anyOf = (values: readonly (string | number | boolean | null)[]): object => trusted({ $in: [...values] });
export const noneOf = (values: readonly (string | number)[]): object => trusted({ $nin: [...values] });
export const ofSize = (size: number): object => trusted({ $size: size });
export const absent = (): object => trusted({ $exists: false });
export const present = (): object => trusted({ $exists: true });
export const notNull = (): object => trusted({ $ne: null });
/** Some element of an array satisfies all of these. */
export const someElement = (conditions: Readonly<Record<string, unknown>>): object =>
  trusted({ $elemMatch: conditions });

/** Text that contains `part`, taken literally: nothing in it is a pattern. Latin letters match in both cases. */
export function containing(part: string): object {
  return trusted({ $regex: literally(part), $options: 'i' });
}

/** Text that begins with `part`, taken literally and in the case given: an index is read at that place alone. */
export function startingWith(part: string): object {
  return trusted({ $regex: `^${literally(part)}` });
}

function literally(part: string): string {
  return part.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
