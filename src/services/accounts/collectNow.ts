import { isReadable } from '../../domain/accounts/platforms';
import { Refusal } from '../../domain/errors';
import { STATUS_RULES } from '../../domain/accounts/accountTable';
import type { AccountId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import type { Instant } from '../../domain/time/instant';
import { conflict, demand, notFound } from '../refuse';
import type { ServiceDeps } from '../settings';

/**
 * Makes one account due for a look now; the next collecting tick takes it. Throws `Refusal` `forbidden`, `not-found`.
 */
export function createCollectNow({
  storage,
  clock,
}: ServiceDeps): (accountId: AccountId, principal: Principal) => Promise<{ dueAt: Instant }> {
  return async (accountId, principal) => {
    const now = clock.now();
    demand('account.collect', principal);
    const record = await storage.accounts.byId(accountId, principal.unitId);
    if (record === null) throw notFound('账号');
    if (!isReadable(record.account))
      throw new Refusal('conflict', '这个账号没有订阅源，无法采集。', {
        remedy: '请在账号页“采集设置”中填写订阅源地址，或补登作品链接。',
      });
    if (!STATUS_RULES[record.account.status].looked) throw conflict('这个账号还没有在平台开设，无从采集。');
    await storage.accounts.expediteLooks([accountId], now);
    return { dueAt: now };
  };
}
