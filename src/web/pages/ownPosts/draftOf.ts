import type { OwnPostDraft, OwnPostView } from '../../../api/ownPosts';
import { civilMoment } from '../../../wording/civilMoment';

/** What an editor begins with. */
export const EMPTY_DRAFT: OwnPostDraft = {
  ...{ title: '', body: '', summary: '', link: null, pictures: [], attachments: [], channels: [], scheduledFor: null },
};

/** The item as it is written. */
export function draftOf(post: OwnPostView): OwnPostDraft {
  const { title, body, summary, link, pictures, attachments, forms, scheduledFor } = post;
  const channels = forms.map((form) => ({ accountId: form.accountId, title: form.title, text: form.text }));
  return { title, body, summary, link, pictures, attachments, channels, scheduledFor };
}

/** An instant as a field for date and time shows it, in Beijing; empty: none. */
export function fieldOf(instant: string | null): string {
  const civil = instant === null ? null : civilMoment(instant);
  return civil === null ? '' : `${civil.date}T${civil.hour}:${civil.minute}`;
}

/** What such a field says; null: nothing, or no time. */
export function instantOf(field: string): string | null {
  const at = new Date(`${field}:00+08:00`);
  return field === '' || Number.isNaN(at.getTime()) ? null : at.toISOString();
}
