import type { ContentCheck } from '../domain/content/contentCheck';
import { isSamePlace, stopsOf, type StopLift, type StopOverride } from '../domain/content/stopOverride';
import type { Principal } from '../domain/people/role';
import type { Instant } from '../domain/time/instant';
import { isWritten } from '../domain/writtenText';
import { demand, invalidInput } from './refuse';

/** What is said of stops as something is handed in. */
export interface Lifting {
  /** With a reason for each stop; takes the action `content.override` where there is any. */
  readonly given: readonly StopLift[];
  /** Of the very same text, from when it was handed in before. */
  readonly kept: readonly StopOverride[];
}

/**
 * The stops of a text that is handed in anyway. Throws `Refusal` `invalid-input` by its field where a stop is left, where
 * a reason is missing or where what is to be handed in anyway is no stop of this text, and `forbidden`.
 */
export function liftStops(
  checks: readonly ContentCheck[],
  { given, kept }: Lifting,
  { principal, now }: { readonly principal: Principal; readonly now: Instant },
): readonly StopOverride[] {
  const stops = stopsOf(checks);
  if (given.length > 0) demand('content.override', principal);
  given.forEach((lift, at) => {
    if (!isWritten(lift.reason))
      throw invalidInput(
        `overrides.${at}.reason`,
        `没有写明“${lift.words}”仍予送审的理由。`,
        '理由会记入台账，审核人可以看到。',
      );
    if (!stops.some((stop) => isSamePlace(stop, lift)))
      throw invalidInput(
        `overrides.${at}`,
        `“${lift.words}”不是须改正的内容，或文字已有改动。`,
        '请刷新后按“检查”所列办理。',
      );
  });
  return stops.map((stop) => {
    const lift = given.find((one) => isSamePlace(one, stop));
    if (lift !== undefined) {
      const by = { id: principal.personId, name: principal.name };
      return { ...stop, reason: lift.reason.trim(), by, at: now };
    }
    const before = kept.find((one) => isSamePlace(one, stop));
    if (before !== undefined) return before;
    const others = stops.length - 1;
    throw invalidInput(
      stop.field,
      `文字中有需改正之处。“${stop.words}”${others === 0 ? '' : `另有 ${others} 处。`}`,
      '请按“检查”所列逐项修改后再送审；确需使用的，由有权限的人员写明理由送审。',
    );
  });
}
