import type {
  ChannelPreviewView,
  CopyView,
  OwnPostAct,
  OwnPostCheckView,
  OwnPostRowView,
  OwnPostView,
} from '../../api/ownPosts';
import type { AccountId } from '../../domain/ids';
import { isDiffering } from '../../domain/ownPosts/copyStanding';
import type { Copy, OwnPost } from '../../domain/ownPosts/ownPost';
import type { OwnPostCheck } from '../../domain/ownPosts/ownPostCheck';
import { OWN_POST_TRANSITIONS } from '../../domain/ownPosts/ownPostTable';
import { may } from '../../domain/people/permissions';
import type { Principal } from '../../domain/people/role';
import type { AccountRecord } from '../../ports/storage';
import type { ServiceDeps } from '../settings';
import { contentNoteView, stopOverrideView } from '../toView/contentView';
import { iso, isoOrNull } from '../toView/isoInstant';
import type { Formed } from './forms';

type Records = ReadonlyMap<AccountId, AccountRecord>;

export function rowView(post: OwnPost, unitName: string): OwnPostRowView {
  const { copies } = post;
  return {
    id: post.id,
    unitId: post.unitId,
    unitName,
    title: post.title,
    state: post.state,
    scheduledFor: isoOrNull(post.scheduledFor),
    authorName: post.author.name,
    channels: post.channels.length,
    seen: copies.filter(({ state }) => state === 'seen').length,
    manual: copies.filter(({ state }) => state === 'manual').length,
    differing: copies.filter(isDiffering).length,
    createdAt: iso(post.createdAt),
    changedAt: iso(post.changedAt),
  };
}

export function ownPostView(
  post: OwnPost,
  {
    unitName,
    records,
    forms,
    principal,
    isAuthorDisabled,
  }: {
    readonly unitName: string;
    readonly isAuthorDisabled: boolean;
    readonly records: Records;
    readonly forms: readonly Formed[];
    readonly principal: Principal;
  },
): OwnPostView {
  return {
    ...rowView(post, unitName),
    body: post.body,
    summary: post.summary,
    link: post.link,
    pictures: post.pictures,
    attachments: post.attachments,
    forms: post.channels.map((form) => ({ ...form, ...placeOf(records, form.accountId) })),
    isAuthorDisabled,
    reviewId: post.reviewId,
    contentHash: post.contentHash,
    checks:
      post.checks === null
        ? null
        : { at: iso(post.checks.at), found: post.checks.found.map((check) => checkView(check, records)) },
    overrides: (post.checks?.contentHash === post.contentHash ? (post.checks.overrides ?? []) : []).map(
      stopOverrideView,
    ),
    passedAt: isoOrNull(post.passedAt),
    begunAt: isoOrNull(post.begunAt),
    copies: post.copies.map((copy) => copyView(copy, { records, forms })),
    watchedFromAt: isoOrNull(post.watch?.fromAt ?? null),
    watchedUntilAt: isoOrNull(post.watch?.toAt ?? null),
    acts: actsOf(post, principal),
    version: post.version,
  };
}

export function checkView(check: OwnPostCheck, records: Records): OwnPostCheckView {
  return {
    ...check,
    content: check.content === undefined ? null : contentNoteView(check.content),
    accountName: check.accountId === null ? '' : placeOf(records, check.accountId).accountName,
  };
}

/** Exactly what would be published on one channel, with its limits as the platform counts them. */
export function previewView(
  { connectors }: Pick<ServiceDeps, 'connectors'>,
  { form, record, draft, failure, byHand }: Formed,
): ChannelPreviewView {
  const { publisher = null } = record === undefined ? {} : connectors.for(record.account.platform);
  return {
    accountId: form.accountId,
    accountName: record?.account.name ?? '',
    platform: record?.account.platform ?? 'portal',
    draft:
      draft === null ? null : { title: draft.title, text: draft.text, link: draft.sourceUrl, digest: draft.digest },
    failure: failure === null ? null : { code: failure.code, message: failure.message },
    measures:
      publisher === null || draft === null || record === undefined ? [] : publisher.measure(draft, record.account),
    byHand,
  };
}

function copyView(
  copy: Copy,
  { records, forms }: { readonly records: Records; readonly forms: readonly Formed[] },
): CopyView {
  const formed = forms.find(({ form }) => form.accountId === copy.accountId);
  const draft = formed?.draft ?? null;
  return {
    accountId: copy.accountId,
    ...placeOf(records, copy.accountId),
    state: copy.state,
    reason: copy.reason,
    jobId: copy.jobId,
    postId: copy.postId,
    url: copy.url,
    seenAt: isoOrNull(copy.seenAt),
    compared: copy.comparedHash !== null,
    differences: copy.differences,
    goneAt: isoOrNull(copy.goneAt),
    leftListAt: isoOrNull(copy.leftListAt),
    settled:
      copy.settled === null
        ? null
        : { byName: copy.settled.by.name, at: iso(copy.settled.at), reason: copy.settled.reason },
    toPublish:
      copy.state === 'manual' && draft !== null
        ? { title: draft.title, text: draft.text, link: draft.sourceUrl === '' ? null : draft.sourceUrl }
        : null,
  };
}

function placeOf(records: Records, id: AccountId): Pick<CopyView, 'accountName' | 'platform'> {
  const account = records.get(id)?.account;
  return { accountName: account?.name ?? '', platform: account?.platform ?? 'portal' };
}

function actsOf(post: OwnPost, principal: Principal): readonly OwnPostAct[] {
  const steps = OWN_POST_TRANSITIONS[post.state];
  const isAuthor = post.author.id === principal.personId && may(principal, 'own-post.draft');
  return [
    ...(isAuthor && steps.edit !== undefined ? (['edit'] as const) : []),
    ...(isAuthor && steps.submit !== undefined ? (['submit'] as const) : []),
    ...(steps.withdraw !== undefined && (isAuthor || (post.passedAt !== null && may(principal, 'review.issue')))
      ? (['withdraw'] as const)
      : []),
    ...(post.copies.some(isDiffering) && may(principal, 'finding.dismiss') ? (['settle'] as const) : []),
  ];
}
