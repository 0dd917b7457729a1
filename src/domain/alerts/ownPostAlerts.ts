import type { Account } from '../accounts/account';
import type { AccountId, OwnPostId } from '../ids';
import { isToldOf } from '../ownPosts/copyStanding';
import type { OwnPost } from '../ownPosts/ownPost';
import type { Alert, AlertDraft, Resolution } from './alert';
import { COPIES_DIFFER_ALERT, COPY_MANUAL_ALERT } from './alertTable';

export const ownPostOwner = (id: OwnPostId): string => `own-post:${id}`;

type Place = Pick<Account, 'name' | 'platform' | 'siteId'>;

/** What of an own item waits for a person: copies to be made by hand, and copies that say something else. */
export function ownPostAlerts(post: OwnPost, accounts: ReadonlyMap<AccountId, Place>): readonly AlertDraft[] {
  return post.copies.flatMap((copy): AlertDraft[] => {
    const account = accounts.get(copy.accountId);
    const about = {
      owner: ownPostOwner(post.id),
      subject: { accountId: copy.accountId, label: `${account?.name ?? ''} · ${post.title}` },
      unitId: post.unitId,
      unitPath: post.unitPath,
      byUnit: null,
      platform: account?.platform ?? null,
      siteId: account?.siteId ?? null,
    };
    const cause = (part: string): string => `own-post:${post.id}:${part}:${copy.accountId}`;
    return [
      ...(copy.state === 'manual'
        ? [
            {
              ...COPY_MANUAL_ALERT,
              ...about,
              cause: cause('manual'),
              reason: copy.reason ?? 'gave-up',
              figures: {},
              occurredAt: post.begunAt ?? post.changedAt,
            },
          ]
        : []),
      ...(isToldOf(copy, post)
        ? [
            {
              ...COPIES_DIFFER_ALERT,
              ...about,
              cause: cause('differs'),
              reason: copy.differences[0]?.kind ?? 'figure',
              figures: { differences: copy.differences.length },
              occurredAt: copy.seenAt ?? post.changedAt,
            },
          ]
        : []),
    ];
  });
}

/** Why one of these is over. */
export function ownPostAlertEnd({ cause }: Pick<Alert, 'cause'>, post: OwnPost | null): Resolution {
  const [, , part, accountId] = cause.split(':');
  const copy = post?.copies.find((one) => one.accountId === accountId);
  if (copy?.reason === 'not-made') return 'no-longer-seen';
  if (copy === undefined || copy.state === 'cancelled' || post?.state === 'withdrawn') return 'withdrawn';
  if (part !== 'differs') return 'done';
  if (copy.differences.length === 0) return 'corrected';
  if (copy.settled !== null) return 'settled';
  return copy.goneAt === null ? 'no-longer-seen' : 'post-gone';
}
