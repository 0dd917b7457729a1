import { ACCOUNT_ACTS } from '../accounts/accountTable';
import { FILING_FIELD_NAMES } from '../accounts/filing';
import type { LedgerEntry } from './alert';
import { changesIn, type FieldChange } from './fieldData';

/** Every field of an account whose changes are told. Settings are told of without what they are. */
const ACCOUNT_FIELDS = ['name', 'unit', 'homeUrl', 'columnClass', 'openedOn', ...FILING_FIELD_NAMES] as const;

/** A line of the ledger that tells of the account itself: what it is and what is filed of it, not what it published. */
export function isAccountHistory({
  kind,
  reason,
  from,
  to,
}: Pick<LedgerEntry, 'kind' | 'reason' | 'from' | 'to'>): boolean {
  if (kind === 'account-registered') return true;
  return kind === 'account-changed' && (from !== to || TOLD.has(reason));
}
/** Lines of other reasons say what was learned of an account by looking or publishing. */
const TOLD: ReadonlySet<string> = new Set([
  'settings-changed',
  'filing-changed',
  'registered',
  'unit-merged',
  'site-moved',
  'site-handed-over',
  ...ACCOUNT_ACTS,
]);

export function accountChangesIn({ data }: Pick<LedgerEntry, 'data'>): readonly FieldChange[] {
  return changesIn(data, ACCOUNT_FIELDS);
}
