import { Refusal } from '../domain/errors';
import { ID_PATTERN } from '../domain/ids';

/** Longest text a search field takes. */
const SEARCH_LENGTH = 100;
/** More rows than this leave the store at once only by way of pages. */
export const MAX_BATCH = 5_000;

/**
 * Ids are stored as the 24 hexadecimal digits they are handed around as: strings sort by time as ObjectIds do, need no
 * conversion at every border, and a value that is no such string (an object with operators in it, say) stops here.
 */
export function checkId<T extends string>(id: T, field: string): T {
  if (typeof id !== 'string' || !ID_PATTERN.test(id))
    throw new Refusal('invalid-id', `${field} 不是有效的编号。`, { remedy: '编号为 24 位小写十六进制数。', field });
  return id;
}

export function checkIds<T extends string>(ids: readonly T[], field: string): readonly T[] {
  return ids.map((id) => checkId(id, field));
}

/**
 * A text handed in from outside that is compared as it is. Refuses what is no text, is empty or is longer than
 * `maxLength`.
 */
export function checkText(text: string, field: string, maxLength = 500): string {
  if (typeof text !== 'string' || text.length === 0 || text.length > maxLength) {
    throw new Refusal('invalid-input', `${field} 应为 1 至 ${maxLength} 个字符的文本。`, {
      remedy: '请改正后重试。',
      field,
    });
  }
  return text;
}

export function checkSearch(text: string): string {
  return checkText(text, 'q', SEARCH_LENGTH);
}

/** One of a closed list. */
export function checkChoice<T extends string>(value: T, choices: readonly T[], field: string): T {
  if (!choices.includes(value))
    throw new Refusal('invalid-input', `${field} 不在允许的取值之内。`, {
      remedy: `可用取值：${choices.join('、')}。`,
      field,
    });
  return value;
}

/** How many rows a batch reads: at least 1, at most `MAX_BATCH`. */
export function batchSize(limit: number): number {
  return Math.max(1, Math.min(MAX_BATCH, Math.trunc(Number.isFinite(limit) ? limit : 1)));
}
