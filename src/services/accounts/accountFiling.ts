import {
  filingAfter,
  filingChanges,
  filingFaults,
  NO_FILING,
  type FilingChange,
  type FilingFault,
} from '../../domain/accounts/filing';
import { fieldData, type FieldChange } from '../../domain/alerts/fieldData';
import { makeEvent } from '../../domain/alerts/events';
import type { AccountId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import { civilDateOf, startOfCivilDate } from '../../domain/time/civil';
import type { CivilDate, Instant } from '../../domain/time/instant';
import { personActor } from '../actors';
import { conflict, demand, invalidInput, notFound, writtenReason } from '../refuse';
import type { ServiceDeps } from '../settings';

export interface AccountFilingServices {
  /**
   * Changes what is filed of an account (action `account.write`); what is absent stays, null is not stated. Refuses
   * `forbidden`, `not-found`, `invalid-input` (the field, `reason`), `conflict`.
   */
  changeFiling(
    id: AccountId,
    change: FilingChange & { readonly openedOn?: CivilDate | null; readonly reason: string },
    principal: Principal,
  ): Promise<void>;
}

const FAULTS: Readonly<Record<FilingFault, readonly [string, string]>> = {
  phone: ['这不是电话号码。', '请写成 0356-2198765 或 13812341234，分机写“转 12”。'],
  undated: ['数字没有写明是哪一天统计的。', '请同时填写统计日期。'],
  uncounted: ['写了统计日期，没有写数字。', '请一并填写，或都留空。'],
  future: ['这一天还没有到。', '请核对日期。'],
};

/** What people change by hand of the filing record of an account. */
export function createAccountFiling(deps: ServiceDeps): AccountFilingServices {
  const { storage, clock, ids } = deps;
  return {
    changeFiling: async (id, { reason, openedOn, ...change }, principal) => {
      demand('account.write', principal);
      const record = await storage.accounts.byId(id, principal.unitId);
      if (record === null) throw notFound('账号');
      const note = writtenReason(reason);
      const now = clock.now();
      const today = civilDateOf(now);
      const [fault] = filingFaults(change, today);
      if (fault !== undefined) throw invalidInput(fault.field, ...FAULTS[fault.fault]);
      if (openedOn != null && openedOn > today) throw invalidInput('openedOn', ...FAULTS.future);
      const { account } = record;
      const before = {
        filing: (await storage.accounts.filings([id])).get(id) ?? NO_FILING,
        openedAt: account.openedAt,
      };
      const openedAt = openedOn === undefined ? account.openedAt : openedOn && startOfCivilDate(openedOn);
      const next = { filing: filingAfter(before.filing, change), openedAt };
      const changes: FieldChange[] = [
        ...openedChange(before.openedAt, openedAt),
        ...filingChanges(before.filing, next.filing),
      ];
      if (changes.length === 0)
        throw invalidInput(Object.keys(change)[0] ?? 'openedOn', '没有任何变化。', '请修改后再保存。');
      const event = makeEvent(
        { eventId: ids.eventId(), actor: personActor(principal), now },
        {
          kind: 'account-changed',
          subject: `account:${id}`,
          from: account.status,
          to: account.status,
          reason: 'filing-changed',
          data: { name: account.name, note, ...fieldData(changes) },
        },
      );
      if (!(await storage.accounts.changeFiling({ id, ...before }, next, event))) throw conflict('备案信息刚被更新。');
    },
  };
}

function openedChange(before: Instant | null, after: Instant | null): readonly FieldChange[] {
  const [from, to] = [before, after].map((at) => at && civilDateOf(at));
  return from === to ? [] : [{ field: 'openedOn', from: from ?? null, to: to ?? null }];
}
