import type { Platform } from '../accounts/account';
import { RESERVED_SHARE } from './quota';

/**
 * What counts against the daily number of calls. Weibo counts one app and user over all interfaces together (100 a day,
 * open.weibo.com/wiki Rate-limiting); WeChat counts each interface by itself, so there only looks draw on the list's
 * quota.
 */
const COUNTED_CALLS: Readonly<Partial<Record<Platform, readonly PlatformCall[]>>> = {
  weibo: ['look', 'publish', 'confirm', 'credential-check'],
  wechat: ['look'],
};
export type PlatformCall = 'look' | 'publish' | 'confirm' | 'credential-check';

/**
 * The most calls that may have been made today for one more of this kind; null: no limit. Of the reserve only publishing
 * and confirming may take: a mandate must never fail because we have looked too often.
 */
export function callCeiling(platform: Platform, call: PlatformCall, callsPerDay: number | null): number | null {
  const counted = COUNTED_CALLS[platform] ?? [];
  if (callsPerDay === null || !counted.includes(call)) return null;
  const keepsReserve = counted.includes('publish') && (call === 'look' || call === 'credential-check');
  return keepsReserve ? callsPerDay - Math.ceil(callsPerDay * RESERVED_SHARE) : callsPerDay;
}
