import type { CallCounters } from '../wire/callCounters';
import type { FaultBoard } from '../wire/faultBoard';
import type { Actor } from '../world/actor';
import { periodOf } from '../world/civilTime';
import type { World } from '../world/world';
import type { Operation } from './operation';
import { WechatFailure } from './wechatFailure';

/** What an account may still call, and counts what it called. */
export interface Allowances {
  /** Throws 45009 or 45011. */
  spend(actor: Actor, path: string, operation: Pick<Operation, 'dailyCalls' | 'callsAMinute'>): void;
  show(
    actor: Actor,
    path: string,
    operation: Operation | undefined,
  ): { readonly daily_limit: number; readonly used: number; readonly remain: number };
  /** clear_quota: ten a month; throws 48006. */
  clear(actor: Actor, paths: Iterable<string>): void;
}

const CLEARS_A_MONTH = 10;

/** Allowances belong to the account, whoever calls in its name. */
export function openAllowances(world: World, parts: { counters: CallCounters; faults: FaultBoard }): Allowances {
  const { counters, faults } = parts;
  const nameOf = (actor: Actor, path: string): string => `wechat/${actor.account.key}${path}`;
  return {
    spend(actor, path, { dailyCalls, callsAMinute = world.limits.wechatCallsAMinute }) {
      const now = world.now();
      const name = nameOf(actor, path);
      if (faults.strikes('wechat', actor.account.key, 'minute-quota-spent')) throw new WechatFailure(45011);
      if (counters.add(periodOf.minute(now), `${name}#minute`) > callsAMinute) throw new WechatFailure(45011);
      if (dailyCalls === null) return;
      if (faults.strikes('wechat', actor.account.key, 'quota-spent')) throw new WechatFailure(45009);
      if (counters.add(periodOf.day(now), name) > dailyCalls) throw new WechatFailure(45009);
    },
    show(actor, path, operation) {
      const limit = operation?.dailyCalls ?? 0;
      const isSpent = faults.of('wechat', actor.account.key) === 'quota-spent';
      const used = isSpent ? limit : Math.min(limit, counters.count(periodOf.day(world.now()), nameOf(actor, path)));
      return { daily_limit: limit, used, remain: limit - used };
    },
    clear(actor, paths) {
      if (counters.add(periodOf.month(world.now()), nameOf(actor, '#clear')) > CLEARS_A_MONTH)
        throw new WechatFailure(48006);
      for (const path of paths) counters.reset(nameOf(actor, path));
    },
  };
}
