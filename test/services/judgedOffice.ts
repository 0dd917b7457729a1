import { DAY_MS, SECOND_MS } from '../../src/domain/time/instant';
import type { Storage } from '../../src/ports/storage';
import { createServices, type AccountServices } from '../../src/services/index';
import { PACK, SETTINGS, type World } from './world';

/** Days without a post after which accounts that posted three days ago are silent, and are not. */
export const SILENT_BY = 2;
export const FINE_BY = 14;

/** Judging by rules under which so many days without a post are a breach. */
export function judgingBy(
  world: Pick<World, 'deps'>,
  breachDays: number,
  storage: Storage = world.deps.storage,
): Pick<AccountServices, 'judgeDue'> {
  const rules = PACK.rules.flatMap((rule) =>
    rule.kind === 'silence' ? [{ ...rule, warnDays: [], breachDays, dormantDays: 300, zombieDays: 400 }] : [],
  );
  const settings = { ...SETTINGS, packs: [{ ...PACK, rules }] };
  return createServices({ ...world.deps, storage, settings }).accounts;
}

/** Accounts that posted three days ago, were looked at and judged. */
export async function judgedOffice(world: World, names: readonly string[]): Promise<void> {
  await world.addAccounts(...names.map((name): ['weibo', string] => ['weibo', name]));
  const at = new Date(world.clock.now().getTime() - 3 * DAY_MS);
  for (const account of names)
    world.platform.publishByHand(account, {
      title: '三天前',
      publishedAt: { precision: 'instant', at, original: '' },
    });
  await world.lookAtDue();
  await judgingBy(world, FINE_BY).judgeDue(10);
}

/** All are to be judged again, a second later. */
export async function everybodyIsDue(world: Pick<World, 'clock' | 'storage'>): Promise<number> {
  world.clock.pass(SECOND_MS);
  return world.storage.accounts.judgeAgain(world.clock.now());
}
