import { MINUTE_MS } from '../time/instant';
import type { NotifyKind } from './notifyChannel';

/** How a channel writes emphasis, colours and links. */
export type NotifyDialect = 'dingtalk-markdown' | 'wecom-markdown' | 'wecom-text' | 'feishu-card' | 'mail' | 'json';

/** What one channel takes. Whoever sends spends it over all processes; the vendor counts its own way regardless. */
export interface NotifyLimit {
  /** Messages a minute: a robot's in its group, an application's to one member, our own courtesy elsewhere. */
  readonly perMinute: number;
  /** Messages a second; null: only the minute counts. */
  readonly perSecond: number | null;
  /** How long nothing more is taken once the limit was passed, in milliseconds. */
  readonly penaltyMs: number;
  /**
   * The longest message, in bytes of UTF-8. `text`: what people read is counted; `body`: the whole request, with what
   * JSON adds to it.
   */
  readonly longest: { readonly bytes: number; readonly of: 'text' | 'body' };
  readonly dialect: NotifyDialect;
}

/**
 * The vendors' published figures: open.dingtalk.com/document/robots/custom-robot-access,
 * developer.work.weixin.qq.com/document/path/91770 and 90236, open.feishu.cn (custom bot). What a mail server or a
 * receiver of webhooks takes nobody publishes: those figures are ours.
 */
export const NOTIFY_LIMITS: Readonly<Record<NotifyKind, NotifyLimit>> = {
  dingtalk: {
    perMinute: 20,
    perSecond: null,
    penaltyMs: 10 * MINUTE_MS,
    longest: { bytes: 20_000, of: 'body' },
    dialect: 'dingtalk-markdown',
  },
  'wecom-robot': {
    perMinute: 20,
    perSecond: null,
    penaltyMs: MINUTE_MS,
    longest: { bytes: 4096, of: 'text' },
    dialect: 'wecom-markdown',
  },
  'wecom-app': {
    perMinute: 30,
    perSecond: null,
    penaltyMs: MINUTE_MS,
    longest: { bytes: 2048, of: 'text' },
    dialect: 'wecom-text',
  },
  feishu: {
    perMinute: 100,
    perSecond: 5,
    penaltyMs: MINUTE_MS,
    longest: { bytes: 20 * 1024, of: 'body' },
    dialect: 'feishu-card',
  },
  mail: {
    perMinute: 60,
    perSecond: null,
    penaltyMs: 5 * MINUTE_MS,
    longest: { bytes: 100_000, of: 'text' },
    dialect: 'mail',
  },
  webhook: {
    perMinute: 120,
    perSecond: null,
    penaltyMs: MINUTE_MS,
    longest: { bytes: 256 * 1024, of: 'body' },
    dialect: 'json',
  },
};
