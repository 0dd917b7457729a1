import type { Words } from '../../words/zh';
import { wordOf } from '../../words/words';

/** Why nobody was told on a rung, in words. */
export function stepReasonText(reason: string, { codes }: Words): string {
  return wordOf({ ...codes.notificationReason, ...codes.tellingOutcome, ...codes.audienceGap }, reason);
}
