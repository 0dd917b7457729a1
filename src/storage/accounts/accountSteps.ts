import type { AccountStatus } from '../../domain/accounts/account';
import { NEVER, STATUS_RULES } from '../../domain/accounts/accountTable';
import { lookHostOf } from '../../domain/accounts/lookHost';
import type { DomainEvent } from '../../domain/alerts/alert';
import { OPEN_STATES } from '../../domain/mandates/obligationTable';
import type { Accounts } from '../../ports/storage';
import { leaving } from '../alerts/outbox';
import { checkId, checkText } from '../checkInput';
import { anyOf } from '../conditions';
import type { Fields, Update } from '../table';
import { tailsOf } from '../tails';
import type { AccountRow } from './accountRow';
import { filedAs } from './filings';
import { JUDGE_AT_ONCE, type RegistrationTables } from './registerAccount';

/** What an account that enters a status becomes: judged anew, and looked at from now on, where it was not, or no more. */
export function enters(
  { from, to: status }: { readonly from: AccountStatus; readonly to: AccountStatus },
  event: DomainEvent,
): Pick<Update<AccountRow>, '$min'> & { readonly $set: Fields<AccountRow> } {
  const at = event.ledger.recordedAt;
  const $set = { status, statusSince: at, judgeAfter: JUDGE_AT_ONCE, updatedAt: at };
  if (!STATUS_RULES[status].looked) return { $set: { ...$set, nextLookAt: NEVER } };
  return STATUS_RULES[from].looked ? { $set } : { $set, $min: { nextLookAt: at } };
}

/** Steps of an account's life that change more of it than its status. */
export function createAccountSteps({ accounts, ofChannels }: RegistrationTables): Pick<Accounts, 'takeStep'> {
  return {
    takeStep: async ({ account, filing }, next, event) => {
      const id = checkId(account.id, 'accountId');
      const { name = account.name, externalId = account.externalId, homeUrl = account.homeUrl } = next;
      checkText(externalId, 'externalId', 1_000);
      // The name first: one who dies in between finds the account unchanged and does it again.
      if (name !== account.name)
        for (const follower of ofChannels)
          await follower.changeAll(
            { accountId: id, siteId: null, state: anyOf(OPEN_STATES) },
            { $set: { accountName: name } },
          );
      const identity = { name, externalId, homeUrl };
      const { $set, ...entered } = enters({ from: account.status, to: next.status }, event);
      const isOther = next.status !== account.status;
      return accounts.changeUnlessTaken(
        {
          ...{ _id: id, status: account.status, name: account.name, externalId: account.externalId },
          ...(next.filing && filedAs(filing)),
        },
        {
          $set: {
            ...(isOther ? $set : { updatedAt: event.ledger.recordedAt }),
            ...identity,
            tails: tailsOf(name),
            lookHost: lookHostOf({ ...account, ...identity }),
            ...(next.filing && { filing: next.filing }),
          },
          ...(isOther ? entered : {}),
          ...leaving([event]),
        },
      );
    },
  };
}
