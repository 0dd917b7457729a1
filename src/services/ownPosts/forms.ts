import { STATUS_RULES } from '../../domain/accounts/accountTable';
import type { AccountId, FileId, UnitId } from '../../domain/ids';
import type { ChannelForm, HandReason, OwnPostContent } from '../../domain/ownPosts/ownPost';
import type { RepostDraft } from '../../domain/mandates/repostDraft';
import { notCarried, type CarriedFile, type NotCarried } from '../../domain/files/carriedFiles';
import type { PlatformFailure } from '../../domain/errors';
import { inScope } from '../../domain/people/permissions';
import type { AccountRecord } from '../../ports/storage';
import type { HeldFiles } from '../heldFiles';
import type { ServiceDeps } from '../settings';

/** What an item is on one channel: the draft that a job publishes, or why there is none. */
export interface Formed {
  readonly form: ChannelForm;
  /** Undefined: the account is not registered any more. */
  readonly record: AccountRecord | undefined;
  readonly draft: RepostDraft | null;
  readonly failure: PlatformFailure | null;
  /** Nothing is published there: the account is not in use, or not the unit's any more. */
  readonly isGone: boolean;
  /** What of its pictures and attachments the interface does not take. */
  readonly notCarried: readonly NotCarried[];
  /** Why a person has to publish it; null: the interface does. */
  readonly byHand: HandReason | null;
}

/** Whether an item of this unit is published there: the account is in use, by the unit or one below it. */
export function isChannelOf(unitId: UnitId, { account }: AccountRecord): boolean {
  return STATUS_RULES[account.status].bound && inScope(unitId, account.unitPath);
}

/** The forms of an item of a unit, made by the platform of each channel. */
export function formsOf(
  { connectors }: Pick<ServiceDeps, 'connectors'>,
  {
    content,
    unitId,
    issuer,
    files,
  }: {
    readonly content: OwnPostContent;
    readonly unitId: UnitId;
    readonly issuer: string;
    readonly files: HeldFiles;
  },
  records: ReadonlyMap<AccountId, AccountRecord>,
): readonly Formed[] {
  const carried = carriedFiles(content, files);
  const { pictures } = carried;
  return content.channels.map((form) => {
    const record = records.get(form.accountId);
    if (record === undefined)
      return { form, record, draft: null, failure: null, isGone: true, notCarried: [], byHand: null };
    const { account } = record;
    const { publisher } = connectors.for(account.platform);
    const { summary, body, link } = content;
    const title = form.title ?? content.title;
    const composed = publisher?.composeOwn(
      { title, summary, body, text: form.text, link, issuer, pictures },
      { account },
    ) ?? {
      draft: plainDraft({ title, text: form.text ?? body, link, issuer, summary }),
    };
    const draft = 'draft' in composed ? composed.draft : null;
    const failure = 'draft' in composed ? null : composed.failure;
    const left = publisher === null ? [] : notCarried(carried, publisher.fileLimits);
    const barred = publisher === null ? 'no-api' : (account.noPublishReason ?? publisher.obstacle(account));
    return {
      form,
      record,
      draft,
      failure,
      isGone: !isChannelOf(unitId, record),
      notCarried: left,
      byHand: barred ?? left[0]?.group ?? (failure === null ? null : 'content-refused'),
    };
  });
}

/** Every file of the item; one that is gone is of no bytes, and its publishing fails. */
function carriedFiles(
  { pictures, attachments }: OwnPostContent,
  files: HeldFiles,
): Readonly<Record<'pictures' | 'attachments', readonly CarriedFile[]>> {
  const carry = (fileId: FileId, said: { readonly name: string; readonly alt: string }): CarriedFile => {
    const file = files.get(fileId);
    const name = said.name === '' ? (file?.name ?? '') : said.name;
    return { fileId, name, alt: said.alt, type: file?.type ?? 'txt', bytes: file?.bytes ?? 0 };
  };
  return {
    pictures: pictures.map(({ fileId, alt }) => carry(fileId, { name: '', alt })),
    attachments: attachments.map(({ fileId, name }) => carry(fileId, { name, alt: '' })),
  };
}

function plainDraft(of: {
  readonly title: string;
  readonly text: string;
  readonly link: string | null;
  readonly issuer: string;
  readonly summary: string;
}): RepostDraft {
  return { title: of.title, text: of.text, sourceUrl: of.link ?? '', sourceName: of.issuer, digest: of.summary };
}
