import type { LedgerKind } from '../../domain/alerts/alert';
import type { ProgressTopic } from '../../api/events';
import type { ServiceDeps } from '../settings';

/** What a change in the ledger makes old on somebody's screen. */
const TOPICS: Readonly<Partial<Record<LedgerKind, readonly ProgressTopic[]>>> = {
  'verdict-changed': ['accounts'],
  'finding-opened': ['accounts'],
  'finding-closed': ['accounts'],
  'finding-dismissed': ['accounts'],
  'finding-taken-back': ['accounts'],
  'account-registered': ['accounts'],
  'account-changed': ['accounts', 'credentials'],
  'register-removed': ['accounts'],
  'site-registered': ['accounts'],
  'site-changed': ['accounts'],
  'unit-moved': ['accounts', 'mandates', 'cases', 'credentials'],
  'unit-merged': ['accounts', 'mandates', 'cases', 'credentials'],
  'article-added': ['accounts'],
  'post-changed': ['accounts'],
  'policy-recorded': ['policies'],
  'policy-changed': ['policies', 'mandates'],
  'mandate-issued': ['mandates', 'policies'],
  'mandate-reviewed': ['mandates'],
  'rule-changed': ['mandates'],
  'obligation-moved': ['mandates', 'accounts'],
  'job-moved': ['mandates'],
  'case-moved': ['cases', 'accounts'],
  'incident-opened': ['accounts'],
  'incident-closed': ['accounts'],
  'credential-changed': ['credentials', 'accounts'],
};
const AT_ONCE = 200;

/** What went on after a line of the ledger. More than is read at once may be anything. Null: from the end on. */
export type ReadProgress = (
  after: number | null,
) => Promise<{ readonly to: number; readonly topics: readonly ProgressTopic[] }>;

export function createReadProgress({ storage }: ServiceDeps): ReadProgress {
  return async (after) => {
    if (after === null) return { to: await storage.ledger.lastSeq(), topics: [] };
    const entries = await storage.ledger.after(after, AT_ONCE);
    const topics = new Set(entries.flatMap(({ kind }) => TOPICS[kind] ?? []));
    const to = entries.length < AT_ONCE ? (entries.at(-1)?.seq ?? after) : await storage.ledger.lastSeq();
    return { to, topics: [...topics].sort() };
  };
}
