import type { NotifyKind } from '../../../src/domain/notify/notifyChannel';

/**
 * Where whoever sends the first message of a kind is killed: marked as begun and not yet out, or taken by the other side
 * and not yet written down.
 */
export const STRIKES: Readonly<Partial<Record<NotifyKind, 'before-it-leaves' | 'after-it-arrived'>>> = {
  dingtalk: 'before-it-leaves',
  feishu: 'after-it-arrived',
  mail: 'after-it-arrived',
};
