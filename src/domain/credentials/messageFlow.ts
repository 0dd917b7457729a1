import { MINUTE_MS, SECOND_MS, type Instant } from '../time/instant';
import type { MessageFlow } from './credential';

/**
 * A WeChat component is sent its ticket every ten minutes: a heartbeat. Two missing in a row, with room for a late one,
 * mean that messages may have been lost on the way (developers.weixin.qq.com, component_verify_ticket).
 */
export const HEARTBEAT_GAP_MS = 25 * MINUTE_MS;
/** Our own listener notes that it is there this often. */
export const LISTENING_BEAT_MS = 5 * SECOND_MS;
/**
 * A message is delivered three times within some fifteen seconds: an absence of ours longer than this can have lost
 * one.
 */
const LISTENING_GAP_MS = 20 * SECOND_MS;

export const NO_FLOW: MessageFlow = { lastAt: null, sinceAt: null };

/**
 * The flow after one heartbeat. It begins anew when the last one was too long ago or lies before we were away
 * (`brokenAt`).
 */
export function flowAfterHeartbeat(
  { lastAt, sinceAt }: MessageFlow,
  at: Instant,
  brokenAt: Instant | null,
): MessageFlow {
  if (lastAt !== null && at <= lastAt) return { lastAt, sinceAt };
  const isBroken =
    lastAt === null ||
    sinceAt === null ||
    at.getTime() - lastAt.getTime() > HEARTBEAT_GAP_MS ||
    (brokenAt !== null && sinceAt < brokenAt);
  return { lastAt: at, sinceAt: isBroken ? at : sinceAt };
}

/** Since when messages have been flowing without a gap, as far as can be told at `now`; null: they are not. */
export function flowingSince({ lastAt, sinceAt }: MessageFlow, now: Instant, brokenAt: Instant | null): Instant | null {
  if (lastAt === null || sinceAt === null || now.getTime() - lastAt.getTime() > HEARTBEAT_GAP_MS) return null;
  return brokenAt !== null && sinceAt < brokenAt ? null : sinceAt;
}

/** Whether our listener was away between two notes of its own for so long that a message can have been lost. */
export function wasAway(lastBeatAt: Instant | null, now: Instant): boolean {
  return lastBeatAt === null || now.getTime() - lastBeatAt.getTime() > LISTENING_GAP_MS;
}
