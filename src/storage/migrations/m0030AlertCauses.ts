import type { Connection } from 'mongoose';
import { PLATFORMS, type Platform } from '../../domain/accounts/account';
import { BUILDING, type Migration } from './migration';

/** What the lists of alerts are narrowed to: one cause of what is not resolved, a platform, who has them. */
export const ALERT_LIST_INDEXES = [
  {
    name: 'alerts-of-kind-and-reason',
    key: { kind: 1, reason: 1, seq: -1, _id: -1 },
    partialFilterExpression: { live: true },
  },
  { name: 'alerts-of-platform', key: { platform: 1, seq: -1, _id: -1 } },
  {
    name: 'alerts-of-assignee',
    key: { 'assigned.to': 1, seq: -1, _id: -1 },
    partialFilterExpression: { 'assigned.to': { $gt: '' } },
  },
] as const;

const BATCH = 500;

interface FormerAlert {
  readonly _id: string;
  readonly subject: { readonly accountId?: string };
  readonly figures?: { readonly platform?: unknown };
}

/** Of what is folded by platform its figures say which one; `all` is none. */
function placeInFigures({ figures }: FormerAlert): { readonly platform: Platform; readonly siteId: null } | undefined {
  const platform = PLATFORMS.find((one) => one === figures?.platform);
  return platform === undefined ? undefined : { platform, siteId: null };
}

/**
 * Alerts of before get the platform and the site of the account they are about, or the platform they are folded by;
 * those that are not resolved first of all and alone: what is over is not looked for by it. Nothing is told anew for
 * it.
 */
async function up(connection: Connection): Promise<void> {
  const alerts = connection.collection<FormerAlert>('alerts');
  const accounts = connection.collection<{ _id: string; platform: string; siteId: string | null }>('accounts');
  await alerts.createIndexes(
    ALERT_LIST_INDEXES.map(({ key, ...index }) => ({ ...index, key: { ...key } })),
    BUILDING,
  );
  for (let after = ''; ;) {
    const page = await alerts
      .find({ _id: { $gt: after }, live: true, platform: { $exists: false } } as never)
      .project<FormerAlert>({ subject: 1, figures: 1 })
      .sort({ _id: 1 })
      .limit(BATCH)
      .toArray();
    const ids = page.flatMap(({ subject }) => (subject.accountId === undefined ? [] : [subject.accountId]));
    const known = await accounts
      .find({ _id: { $in: ids } })
      .project<{ _id: string; platform: string; siteId?: string | null }>({ platform: 1, siteId: 1 })
      .toArray();
    const places = new Map(known.map((account) => [account._id, account]));
    for (const alert of page) {
      const { _id, subject } = alert;
      const place = subject.accountId === undefined ? placeInFigures(alert) : places.get(subject.accountId);
      if (place === undefined) continue;
      const { platform, siteId = null } = place;
      await alerts.updateOne({ _id, platform: { $exists: false } } as never, { $set: { platform, siteId } } as never);
    }
    after = page.at(-1)?._id ?? '';
    if (page.length < BATCH) break;
  }
}

export const m0030AlertCauses: Migration = { version: 30, title: 'alerts by cause, platform and who has them', up };
