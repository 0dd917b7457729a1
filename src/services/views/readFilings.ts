import { actsOf, DECIDING_ACTS } from '../../domain/accounts/accountTable';
import { maskedFiling, NO_FILING } from '../../domain/accounts/filing';
import { accountChangesIn, isAccountHistory } from '../../domain/alerts/accountHistory';
import type { LedgerEntry } from '../../domain/alerts/alert';
import { may } from '../../domain/people/permissions';
import { civilDateOf } from '../../domain/time/civil';
import type { AccountHistoryView } from '../../api/filing';
import { readScope } from '../readScope';
import { notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import { iso } from '../toView/isoInstant';
import type { ViewServices } from './contract';

/** Lines about looks and verdicts stand between: so many pages are gone through for one with something to show. */
const MOST_PAGES = 20;

/** What is filed of an account, and what was changed of it. */
export function createReadFilings(deps: ServiceDeps): Pick<ViewServices, 'filing' | 'accountHistory'> {
  const { storage, clock } = deps;
  return {
    filing: async (id, principal) => {
      const record = await storage.accounts.byId(id, readScope(principal));
      if (record === null) throw notFound('账号');
      const filing = (await storage.accounts.filings([id])).get(id) ?? NO_FILING;
      const { openedAt, status, externalId } = record.account;
      const mayDecide = may(principal, 'case.approve');
      const isKeeper = may(principal, 'account.write');
      return {
        ...(isKeeper ? filing : maskedFiling(filing)),
        openedOn: openedAt && civilDateOf(openedAt),
        masked: !isKeeper,
        acts: isKeeper ? actsOf(status, externalId).filter((act) => mayDecide || !DECIDING_ACTS.includes(act)) : [],
      };
    },
    accountHistory: async (id, { limit, cursor }, principal) => {
      if ((await storage.accounts.byId(id, readScope(principal))) === null) throw notFound('账号');
      const items: AccountHistoryView[] = [];
      const names = new Map<string, string>();
      for (const unit of await storage.units.list(readScope(principal))) names.set(unit.id, unit.name);
      let next = cursor;
      for (let pages = 0; pages < MOST_PAGES; pages += 1) {
        const page = await storage.ledger.ofSubject(`account:${id}`, { limit, cursor: next });
        const lines = page.items.filter(isAccountHistory);
        items.push(...lines.map((line) => historyLine(line, names)));
        next = page.nextCursor;
        if (next === null || items.length > 0) break;
      }
      return { items, nextCursor: next, asOf: iso(clock.now()) };
    },
  };
}

/** A unit that the reader does not see is `…`. */
function historyLine(entry: LedgerEntry, names: ReadonlyMap<string, string>): AccountHistoryView {
  const { kind, reason, actor, data, from, to, recordedAt } = entry;
  const named = (value: string | null): string | null => (value === null ? null : (names.get(value) ?? '…'));
  return {
    at: iso(recordedAt),
    kind,
    reason,
    by: text(data['actorName']) ?? (actor.startsWith('system:') ? null : actor),
    note: text(data['note']),
    paper: paperOf(data),
    status: to === null || from === to ? null : { from, to },
    changes: accountChangesIn(entry).map(({ field, from, to }) =>
      field === 'unit' ? { field, from: named(from), to: named(to) } : { field, from, to },
    ),
  };
}

/** The document a step went back to, as its line keeps it; null: it went back to none. */
export function paperOf(data: LedgerEntry['data']): AccountHistoryView['paper'] {
  const [approver, decidedOn] = [text(data['approver']), text(data['decidedOn'])];
  if (approver === null || decidedOn === null) return null;
  const [documentNumber, documentTitle] = [text(data['documentNumber']), text(data['documentTitle'])];
  return { approver, documentNumber, documentTitle, decidedOn, noticeUrl: text(data['noticeUrl']) };
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
