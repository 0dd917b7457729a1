import type { Account, AccountStatus } from '../../domain/accounts/account';
import { isPendingExternalId, NEVER, STATUS_RULES } from '../../domain/accounts/accountTable';
import { lookHostOf } from '../../domain/accounts/lookHost';
import type { DomainEvent } from '../../domain/alerts/alert';
import { OPEN_STATES } from '../../domain/mandates/obligationTable';
import type { Accounts } from '../../ports/storage';
import { leaving } from '../alerts/outbox';
import { checkId, checkIds, checkText } from '../checkInput';
import { anyOf } from '../conditions';
import type { Fields, Update } from '../table';
import { tailsOf } from '../tails';
import type { AccountRow } from './accountRow';
import { filedAs } from './filings';
import { JUDGE_AT_ONCE } from './judgeAtOnce';
import { followersTo, type RegistrationTables } from './registerAccount';

/**
 * What an account that enters a status becomes: judged anew, and looked at from now on, where it was not, or no more.
 * What has no id of the platform is looked at in no status.
 */
export function enters(
  { from, to: status, externalId = '' }: { from: AccountStatus; to: AccountStatus; externalId?: string },
  event: DomainEvent,
): Pick<Update<AccountRow>, '$min'> & { readonly $set: Fields<AccountRow> } {
  const at = event.ledger.recordedAt;
  const [before, now] = [STATUS_RULES[from], STATUS_RULES[status]];
  const $set = {
    ...{ status, statusSince: at, judgeAfter: JUDGE_AT_ONCE, updatedAt: at },
    // What passed while nothing was owed is held against nobody.
    ...(!before.judged && now.judged ? { judgedSince: at } : {}),
  };
  if (!now.looked || isPendingExternalId(externalId)) return { $set: { ...$set, nextLookAt: NEVER } };
  return before.looked ? { $set } : { $set, $min: { nextLookAt: at } };
}

/** Steps of an account's life that change more of it than its status. */
export function createAccountSteps(tables: RegistrationTables): Pick<Accounts, 'takeStep'> {
  const { accounts, ofChannels } = tables;
  return {
    takeStep: async ({ account, filing }, { filing: filed, ...next }, event) => {
      const id = checkId(account.id, 'accountId');
      const { name = account.name, externalId = account.externalId, unitPath } = next;
      checkText(externalId, 'externalId', 1_000);
      // The copies first: one who dies in between finds the account unchanged and does it again.
      if (name !== account.name)
        for (const follower of ofChannels)
          await follower.changeAll(
            { accountId: id, siteId: null, state: anyOf(OPEN_STATES) },
            { $set: { accountName: name } },
          );
      if (unitPath !== undefined) await followersTo(checkIds(unitPath, 'unitPath'), id, tables);
      const { $set, ...entered } = enters({ from: account.status, to: next.status, externalId }, event);
      const isOther = next.status !== account.status;
      const isTaken = await accounts.changeUnlessTaken(
        {
          ...{ _id: id, status: account.status, name: account.name, externalId: account.externalId },
          ...(unitPath !== undefined && { unitId: account.unitId }),
          ...(filed && filedAs(filing)),
        },
        {
          $set: {
            ...next,
            ...(isOther ? $set : { updatedAt: event.ledger.recordedAt }),
            ...copiesOf(account, next),
            ...(unitPath !== undefined && { judgeAfter: JUDGE_AT_ONCE }),
            ...(filed && { filing: filed }),
          },
          ...(isOther ? entered : {}),
          ...leaving([event]),
        },
      );
      // Somebody was quicker: the copies go back to where the account is.
      const stored = isTaken || unitPath === undefined ? null : await accounts.one({ _id: id });
      if (stored !== null) await followersTo(stored.unitPath, id, tables);
      return isTaken;
    },
  };
}

/** What is kept of its name and address to find it by, where the step changes them: what it leaves may have changed. */
function copiesOf(account: Account, next: Partial<Account>): Fields<AccountRow> {
  const isElsewhere = next.externalId !== undefined || next.homeUrl !== undefined;
  return {
    ...(next.name === undefined ? {} : { tails: tailsOf(next.name) }),
    ...(isElsewhere ? { lookHost: lookHostOf({ ...account, ...next }) } : {}),
  };
}
