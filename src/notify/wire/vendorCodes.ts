import type { DeliveryFailureCode } from '../../domain/notify/deliveryFailure';
import type { Instant } from '../../domain/time/instant';
import { failed, later } from '../delivery';
import type { Failed } from '../delivery';
import { codeIn } from './askJson';
import type { JsonAnswer, Members } from './askJson';

/** What a vendor's table says of one of its codes. */
export interface VendorRow {
  readonly code: DeliveryFailureCode;
  /** How long the vendor hears nothing, in milliseconds. */
  readonly waitMs?: number;
  /** One code with several causes, told apart by nothing but the vendor's words; the first that fits is meant. */
  readonly byWords?: readonly (readonly [RegExp, Omit<VendorRow, 'byWords'>])[];
}
export type VendorTable = Readonly<Record<number, VendorRow>>;

export const means = (code: DeliveryFailureCode, waitMs?: number): VendorRow =>
  waitMs === undefined ? { code } : { code, waitMs };

/**
 * The reply of a vendor that says how a call ended by a code of its own, under any status: its value for 0, else the
 * failure of its table. A code that is on no list tells nothing about what became of the message.
 */
export function readVendorAnswer(
  answer: JsonAnswer,
  about: { readonly codeName: string; readonly wordsName: string; readonly table: VendorTable; readonly now: Instant },
): { readonly kind: 'value'; readonly value: Members } | Failed {
  if (answer.kind === 'failed') return answer;
  const { value, byStatus } = answer;
  const code = codeIn(value, about.codeName);
  if (code === null) return byStatus ?? failed('answer-unreadable');
  if (code === 0) return byStatus ?? { kind: 'value', value };
  const listed = about.table[code];
  if (listed === undefined) return failed('code-unknown');
  const words = String(value[about.wordsName] ?? '');
  const row = listed.byWords?.find(([pattern]) => pattern.test(words))?.[1] ?? listed;
  return failed(row.code, later(about.now, row.waitMs ?? null));
}
