import { STATUS_RULES } from '../../domain/accounts/accountTable';
import type { AccountId } from '../../domain/ids';
import type { ChannelForm, HandReason, OwnPostContent } from '../../domain/ownPosts/ownPost';
import type { RepostDraft } from '../../domain/mandates/mandate';
import type { PlatformFailure } from '../../domain/errors';
import type { AccountRecord } from '../../ports/storage';
import type { ServiceDeps } from '../settings';

/** What an item is on one channel: the draft that a job publishes, or why there is none. */
export interface Formed {
  readonly form: ChannelForm;
  /** Undefined: the account is not registered any more. */
  readonly record: AccountRecord | undefined;
  readonly draft: RepostDraft | null;
  readonly failure: PlatformFailure | null;
  /** Nothing is published there: the account is not in use. */
  readonly isGone: boolean;
  /** Why a person has to publish it; null: the interface does. */
  readonly byHand: HandReason | null;
}

/** The forms of an item, made by the platform of each channel. */
export function formsOf(
  { connectors }: Pick<ServiceDeps, 'connectors'>,
  { content, issuer }: { readonly content: OwnPostContent; readonly issuer: string },
  records: ReadonlyMap<AccountId, AccountRecord>,
): readonly Formed[] {
  return content.channels.map((form) => {
    const record = records.get(form.accountId);
    if (record === undefined) return { form, record, draft: null, failure: null, isGone: true, byHand: null };
    const { account } = record;
    const { publisher } = connectors.for(account.platform);
    const { summary, body, link } = content;
    const title = form.title ?? content.title;
    const composed = publisher?.composeOwn({ title, summary, body, text: form.text, link, issuer }, { account }) ?? {
      draft: plainDraft({ title, text: form.text ?? body, link, issuer, summary }),
    };
    const draft = 'draft' in composed ? composed.draft : null;
    const failure = 'draft' in composed ? null : composed.failure;
    const barred = publisher === null ? 'no-api' : (account.noPublishReason ?? publisher.obstacle(account));
    return {
      form,
      record,
      draft,
      failure,
      isGone: !STATUS_RULES[account.status].bound,
      byHand: barred ?? carriesNothing(content) ?? (failure === null ? null : 'content-refused'),
    };
  });
}

/** No interface is given pictures or files yet: nothing is dropped, a person publishes the whole. */
function carriesNothing({ pictures, attachments }: OwnPostContent): HandReason | null {
  if (pictures.length > 0) return 'pictures';
  return attachments.length > 0 ? 'attachments' : null;
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
