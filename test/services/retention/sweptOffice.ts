import type { Connection } from 'mongoose';
import type { Look } from '../../../src/domain/accounts/look';
import type { AccountId, LookId } from '../../../src/domain/ids';
import { DAY_MS, MINUTE_MS } from '../../../src/domain/time/instant';
import type { Storage } from '../../../src/ports/storage';
import { accountSchema, type AccountRow } from '../../../src/storage/accounts/accountRow';
import { lookSchema, type LookRow } from '../../../src/storage/accounts/lookRows';
import { postSchema, type PostRow } from '../../../src/storage/accounts/postRow';
import { findingSchema, type FindingRow } from '../../../src/storage/judging/findings';
import { obligationSchema, type ObligationRow } from '../../../src/storage/mandates/obligationRow';
import { createCarryOut } from '../../../src/storage/retention/carryOut';
import type { Endings } from '../../../src/storage/retention/endings';
import { createExpired } from '../../../src/storage/retention/expired';
import { lookDaySchema, type LookDayRow } from '../../../src/storage/retention/lookDays';
import {
  createRetentionRuns,
  retentionRunSchema,
  type RetentionRunRow,
} from '../../../src/storage/retention/retentionRuns';
import { openTable, type Row, type Table } from '../../../src/storage/table';
import { hasher, ids } from '../../storage/testStore';
import { ProcessDied, type Death } from '../dyingProcess';

/** Some looks of each of these accounts on the days before, one of them in vain; the last of a day is its latest. */
export async function lookedAt(
  storage: Storage,
  accounts: readonly AccountId[],
  { now, days, aDay = 3 }: { readonly now: Date; readonly days: number; readonly aDay?: number },
): Promise<readonly Look[]> {
  const looks: Look[] = [];
  for (const accountId of accounts)
    for (let day = 1; day <= days; day += 1)
      for (let n = 0; n < aDay; n += 1) {
        const startedAt = new Date(now.getTime() - day * DAY_MS + n * MINUTE_MS);
        looks.push({
          id: ids.id<LookId>(),
          accountId,
          platform: 'weibo',
          startedAt,
          endedAt: startedAt,
          outcome: n === 1 ? 'unreachable' : 'items',
          detail: n === 1 ? 'http-503' : 'ok',
          coverage: 'full',
          itemCount: 1,
          newCount: 0,
          futureDatedCount: 0,
          completeFromAt: null,
        });
      }
  for (const look of looks) await storage.looks.insert(look);
  return looks;
}

/** The clock was seen on each of the days before: without that nothing is removed. */
export async function steadyClock({ sizes }: Pick<Storage, 'sizes'>, now: Date): Promise<void> {
  for (const days of [1, 2, 3]) await sizes.note(new Date(now.getTime() - days * DAY_MS), { documentBytes: 1 });
}

/** The storage of a process that is killed at one of its calls to a table while it removes what is old. */
export function dyingSweeper(
  storage: Storage,
  connection: Connection,
  death: Death & { readonly atCall: number },
): { readonly storage: Storage; calls(): number } {
  let calls = 0;
  const dying = <D extends Row>(name: string, schema: Parameters<typeof openTable>[2]): Table<D> => {
    const table = openTable<D>(connection, name, schema);
    return new Proxy(table, {
      get: (target, property) => {
        const method: unknown = Reflect.get(target, property);
        if (typeof method !== 'function') return method;
        return async (...parameters: unknown[]): Promise<unknown> => {
          calls += 1;
          if (calls > death.atCall || (calls === death.atCall && !death.takesEffect)) throw new ProcessDied();
          const result: unknown = await Reflect.apply(method, target, parameters);
          if (calls === death.atCall) throw new ProcessDied();
          return result;
        };
      },
    });
  };
  const runs = dying<RetentionRunRow>('retention-runs', retentionRunSchema);
  const swept = {
    looks: dying<LookRow>('looks', lookSchema),
    lookDays: dying<LookDayRow>('look-days', lookDaySchema),
    posts: dying<PostRow>('posts', postSchema),
    accounts: dying<AccountRow>('accounts', accountSchema),
    findings: dying<FindingRow>('findings', findingSchema),
    obligations: dying<ObligationRow>('obligations', obligationSchema),
    endings: {} as Endings,
    hasher,
  };
  return {
    storage: {
      ...storage,
      expired: createExpired(swept),
      retentionRuns: createRetentionRuns(runs, hasher, createCarryOut(swept)),
    },
    calls: () => calls,
  };
}
