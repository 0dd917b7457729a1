import type { SandboxPolicyDraft } from '../contract';
import { civilDate, dayNumber, instantOfDay } from './civilTime';
import type { Journal, JournalEntry } from './journal';
import { FIRST_FRESH_NUMBER, inventOlderPolicies, OLDER_CABINET_COUNT } from './olderPolicies';
import type { PolicyDocument } from './policyDocument';
import { CARRIED_POLICIES, FRESH_POLICIES, inventOfficePolicy } from './policyPool';
import type { InventedPolicy } from './policyPool';
import type { WorkCalendar } from './workCalendar';

/** A document that was taken back; `soft`: its page says so with status 200. */
export interface WithdrawnPolicy {
  readonly url: string;
  readonly page: 'gone' | 'soft';
}

export interface PolicyStore {
  /** The documents of the last two working days before the anchor that most accounts carried, older first. */
  readonly carried: readonly PolicyDocument[];
  /** Public at `now`, newest first. */
  list(now: Date): readonly PolicyDocument[];
  /**
   * Plans the one fresh document of this county for `at`. One that had not appeared yet is moved there, so that nobody
   * misses it; once it has appeared there is no other, so that starting again adds nothing.
   */
  planFresh(at: Date, now: Date): void;
  publish(draft: SandboxPolicyDraft, now: Date): PolicyDocument;
  /** Rewrites a public document where it stands; throws a RangeError for an address that has none. */
  change(
    url: string,
    change: { readonly title?: string; readonly paragraphs?: readonly string[] },
    now: Date,
  ): PolicyDocument;
  withdraw(url: string, page: 'gone' | 'soft', now: Date): void;
  withdrawn(url: string): WithdrawnPolicy | null;
}

interface ChangeEntry extends JournalEntry {
  readonly kind: 'policy-change';
  readonly url: string;
  readonly title?: string;
  readonly paragraphs?: readonly string[];
}
interface WithdrawEntry extends JournalEntry, WithdrawnPolicy {
  readonly kind: 'policy-withdrawal';
}

interface FreshEntry extends JournalEntry {
  readonly kind: 'policy-fresh';
  readonly position: number;
  readonly appearsMs: number;
}
interface DraftEntry extends JournalEntry {
  readonly kind: 'policy-draft';
  readonly appearsMs: number;
  readonly title: string;
  readonly issuer: string;
  readonly documentNumber: string | null;
  readonly paragraphs: readonly string[];
}

const CARRIED_FIRST_ID = 7_090_900;
const FRESH_FIRST_ID = 7_091_000;
const DRAFT_FIRST_ID = 7_095_000;

/** Opens the store: an invented past, and what the journal has added to it. */
export function openPolicyStore(world: {
  seed: number;
  anchorAt: Date;
  calendar: WorkCalendar;
  govcn: string;
  journal: Journal;
}): PolicyStore {
  const { anchorAt, calendar, govcn, journal } = world;
  const toDocument = (
    policy: InventedPolicy,
    place: { contentId: number; at: Date; number: number },
  ): PolicyDocument => {
    const date = civilDate(place.at);
    return {
      contentId: place.contentId,
      title: policy.title,
      issuer: policy.issuer,
      documentNumber: `${policy.numberHead}〔${date.slice(0, 4)}〕${place.number}号`,
      at: place.at,
      url: `${govcn}/zhengce/content/${date.slice(0, 7).replace('-', '')}/content_${place.contentId}.htm`,
      paragraphs: policy.paragraphs,
      modifiedAt: place.at,
    };
  };

  const anchorDay = dayNumber(anchorAt);
  const carriedAt = [
    instantOfDay(calendar.workingDayBefore(anchorDay, 2), 16 * 60 + 20),
    instantOfDay(calendar.workingDayBefore(anchorDay, 1), 10 * 60 + 5),
  ];
  const carried = CARRIED_POLICIES.map((policy, i) =>
    toDocument(policy, {
      contentId: CARRIED_FIRST_ID + i,
      at: carriedAt[i] ?? anchorAt,
      number: FIRST_FRESH_NUMBER - 2 + i,
    }),
  );
  const older = inventOlderPolicies(world, toDocument);

  const readFresh = (): Map<number, number> => {
    const appears = new Map<number, number>();
    for (const entry of journal.read<FreshEntry>('policy-fresh')) appears.set(entry.position, entry.appearsMs);
    return appears;
  };
  const listFresh = (): PolicyDocument[] =>
    [...readFresh()].map(([position, appearsMs]) =>
      toDocument(
        FRESH_POLICIES[position] ?? inventOfficePolicy(OLDER_CABINET_COUNT + position - FRESH_POLICIES.length),
        {
          contentId: FRESH_FIRST_ID + position,
          at: new Date(appearsMs),
          number: FIRST_FRESH_NUMBER + position,
        },
      ),
    );
  const readDraft = (entry: DraftEntry & { number: number }): PolicyDocument => {
    const contentId = DRAFT_FIRST_ID + entry.number;
    const invented = { title: entry.title, issuer: entry.issuer, numberHead: '国办发', paragraphs: entry.paragraphs };
    const document = toDocument(invented, { contentId, at: new Date(entry.appearsMs), number: 300 + entry.number });
    return entry.documentNumber === null ? document : { ...document, documentNumber: entry.documentNumber };
  };
  const listDrafts = (): PolicyDocument[] => journal.read<DraftEntry>('policy-draft').map(readDraft);

  const changes = new Map<string, ChangeEntry>();
  const withdrawals = new Map<string, WithdrawnPolicy>();
  const applyChange = (entry: ChangeEntry): void => {
    changes.set(entry.url, { ...changes.get(entry.url), ...entry });
  };
  for (const entry of journal.read<ChangeEntry>('policy-change')) applyChange(entry);
  for (const entry of journal.read<WithdrawEntry>('policy-withdrawal')) withdrawals.set(entry.url, entry);
  const asChanged = (policy: PolicyDocument): PolicyDocument => {
    const change = changes.get(policy.url);
    return change === undefined
      ? policy
      : {
          ...policy,
          title: change.title ?? policy.title,
          paragraphs: change.paragraphs ?? policy.paragraphs,
          modifiedAt: new Date(change.atMs),
        };
  };
  // Documents change rarely and are listed often: the sorted whole is kept until the journal has grown.
  let sorted: { readonly lines: number; readonly all: readonly PolicyDocument[] } | null = null;
  const listAll = (): readonly PolicyDocument[] => {
    const lines =
      journal.read('policy-fresh').length +
      journal.read('policy-draft').length +
      journal.read('policy-change').length +
      journal.read('policy-withdrawal').length;
    if (sorted?.lines !== lines) {
      const all = [...older, ...carried, ...listFresh(), ...listDrafts()]
        .filter((policy) => !withdrawals.has(policy.url))
        .map(asChanged)
        .sort((a, b) => b.at.getTime() - a.at.getTime() || b.contentId - a.contentId);
      sorted = { lines, all };
    }
    return sorted.all;
  };
  const list = (now: Date): readonly PolicyDocument[] => listAll().filter((policy) => policy.at <= now);
  const findPublic = (url: string, now: Date): PolicyDocument => {
    const found = list(now).find((policy) => policy.url === url);
    if (found === undefined) throw new RangeError(`no public policy at ${url}`);
    return found;
  };

  return {
    carried,
    list,
    change(url, change, now) {
      findPublic(url, now);
      const entry: ChangeEntry = { kind: 'policy-change', url, ...change, atMs: now.getTime() };
      journal.append(entry);
      applyChange(entry);
      return findPublic(url, now);
    },
    withdraw(url, page, now) {
      findPublic(url, now);
      const entry: WithdrawEntry = { kind: 'policy-withdrawal', url, page, atMs: now.getTime() };
      journal.append(entry);
      withdrawals.set(url, entry);
    },
    withdrawn: (url) => withdrawals.get(url) ?? null,
    planFresh(at, now) {
      const fresh = readFresh();
      const last = fresh.size - 1;
      const waits = (fresh.get(last) ?? 0) > now.getTime();
      if (fresh.size > 0 && !waits) return;
      const entry: FreshEntry = {
        kind: 'policy-fresh',
        atMs: now.getTime(),
        position: Math.max(last, 0),
        appearsMs: at.getTime(),
      };
      journal.append(entry);
    },
    publish(draft, now) {
      const entry: DraftEntry = {
        kind: 'policy-draft',
        atMs: now.getTime(),
        appearsMs: (draft.at ?? now).getTime(),
        title: draft.title,
        issuer: draft.issuer ?? '国务院办公厅',
        documentNumber: draft.documentNumber ?? null,
        paragraphs: draft.paragraphs ?? [`现将有关事项通知如下：${draft.title}自印发之日起施行。`],
      };
      return readDraft({ ...entry, number: journal.append(entry) });
    },
  };
}
