import type { Platform } from '../accounts/account';

/**
 * What counts against the daily number of calls. Weibo counts one app and user over all interfaces together (100 a day,
 * open.weibo.com/wiki Rate-limiting); WeChat counts each interface by itself, so there only looks draw on the list's
 * quota.
 */
export const COUNTED_CALLS: Readonly<Record<Platform, readonly PlatformCall[]>> = {
  weibo: ['look', 'publish', 'confirm', 'credential-check'],
  wechat: ['look'],
  portal: [],
};
export type PlatformCall = 'look' | 'publish' | 'confirm' | 'credential-check';

/**
 * Of the last tenth only publishing and confirming may take: a mandate must never fail because we have looked too
 * often.
 */
const RESERVED_SHARE = 0.1;

/** The most calls that may have been made today for one more of this kind; null: no limit. */
export function callCeiling(platform: Platform, call: PlatformCall, callsPerDay: number | null): number | null {
  if (callsPerDay === null || !COUNTED_CALLS[platform].includes(call)) return null;
  const keepsReserve = COUNTED_CALLS[platform].includes('publish') && (call === 'look' || call === 'credential-check');
  return keepsReserve ? callsPerDay - Math.ceil(callsPerDay * RESERVED_SHARE) : callsPerDay;
}
