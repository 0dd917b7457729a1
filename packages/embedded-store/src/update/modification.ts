/** What a modifier returns instead of a value. */
export const unchanged = Symbol('unchanged');
export const removed = Symbol('removed');
/** Of an operator that makes nothing where there is nothing, and yet fails where nothing could be made. */
export const nothingHere = Symbol('nothing here');

/** What modifiers may depend on besides the current value. */
export interface UpdateMoment {
  /** Milliseconds since 1970, for `$currentDate`. */
  readonly now: number;
  /** The update makes a new document (upsert). */
  readonly isInsert: boolean;
}

/** Makes the new value of a field from the current one (`undefined`: missing). */
export type Modifier = (current: unknown, moment: UpdateMoment) => unknown;

/** Compiles the operand an operator gives for one path. */
export type CompileModifier = (operand: unknown, path: string) => Modifier;
