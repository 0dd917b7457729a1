import fs from 'node:fs';
import path from 'node:path';
import { NO_FACTS, type AccountFacts } from '../../../src/domain/accounts/facts';
import type { LookId, PostId } from '../../../src/domain/ids';
import { checkRulePack } from '../../../src/domain/judging/readRulePack';
import type { RulePack } from '../../../src/domain/judging/rulePack';
import { DAY_MS } from '../../../src/domain/time/instant';

/** The instant all facts of these tests are measured from. */
export const T0 = new Date('2026-09-01T00:00:00.000Z');
/** `days` after T0, and so many milliseconds more. */
export function dayAt(days: number, ms = 0): Date {
  return new Date(T0.getTime() + days * DAY_MS + ms);
}

/** The pack as shipped; a test that judges by it notices when a limit in the file changes. */
export function shippedPack(name: string): RulePack {
  const checked = checkRulePack(
    JSON.parse(fs.readFileSync(path.resolve(__dirname, `../../../config/rules/${name}.json`), 'utf8')),
  );
  if ('problems' in checked) throw new Error(JSON.stringify(checked.problems));
  return checked.pack;
}

/** An account that posted at T0 and was last seen at `seenAt`, every post known since long before. */
export function seen(seenAt: Date, more: Partial<AccountFacts> = {}): AccountFacts {
  return {
    ...NO_FACTS,
    lastPostAt: T0,
    lastPostId: 'post' as PostId,
    lastPostUrl: 'https://weibo.com/1',
    lastSightAt: seenAt,
    lastSightLookId: 'look' as LookId,
    firstSightAt: dayAt(-100),
    lastLookAt: seenAt,
    lastLookId: 'look' as LookId,
    lastLookOutcome: 'items',
    lastLookDetail: 'items',
    completeFromAt: dayAt(-100),
    recentPostAts: [T0],
    ...more,
  };
}
