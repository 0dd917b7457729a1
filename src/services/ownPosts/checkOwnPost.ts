import { effectiveRules } from '../../domain/judging/effectiveRules';
import { inspectWording } from '../../domain/judging/wording';
import type { NotCarried } from '../../domain/files/carriedFiles';
import type { HandReason, OwnPostContent } from '../../domain/ownPosts/ownPost';
import type { ContentCheck } from '../../domain/content/contentCheck';
import type { OwnPostCheck } from '../../domain/ownPosts/ownPostCheck';
import { maskPersonalData } from '../../domain/privacy/maskPersonalData';
import { civilDateOf } from '../../domain/time/civil';
import type { Instant } from '../../domain/time/instant';
import type { ReadAttachment } from '../attachmentTexts';
import type { HeldFiles } from '../heldFiles';
import type { ServiceDeps } from '../settings';
import type { Formed } from './forms';

const EXCERPT = 40;

/** What stands in the way of an item, and what somebody should know, in the order of the list of checks. */
export function checkOwnPost(
  { settings }: Pick<ServiceDeps, 'settings'>,
  {
    content,
    scheduledFor,
    forms,
    files,
    attached,
    contentChecks,
  }: {
    readonly content: OwnPostContent;
    readonly scheduledFor: Instant | null;
    readonly forms: readonly Formed[];
    readonly files: HeldFiles;
    readonly attached: readonly ReadAttachment[];
    /** Of its texts (`textsOf`) and of what stands in its attachments. */
    readonly contentChecks: readonly ContentCheck[];
  },
  now: Instant,
): readonly OwnPostCheck[] {
  const whole = { accountId: null, code: '', excerpt: '' } as const;
  const found: OwnPostCheck[] = [];
  if (content.channels.length === 0) found.push({ ...whole, kind: 'no-channel', level: 'blocking', field: 'channels' });
  if (scheduledFor !== null && scheduledFor <= now)
    found.push({ ...whole, kind: 'time-passed', level: 'blocking', field: 'scheduledFor' });
  content.pictures.forEach(({ alt }, at) => {
    if (alt.trim() === '')
      found.push({ ...whole, kind: 'picture-without-alt', level: 'hint', field: `pictures.${at}.alt` });
  });
  for (const group of ['pictures', 'attachments'] as const)
    content[group].forEach(({ fileId }, at) => {
      if (!files.has(fileId))
        found.push({ ...whole, kind: 'file-missing', level: 'blocking', field: `${group}.${at}.fileId` });
    });
  const written = textsOf(content);
  const texts = [...written, ...textsIn(attached)];
  for (const { field, text } of texts) {
    const place = text.split('');
    const masked = maskPersonalData(text).split('');
    const at = place.findIndex((sign, index) => sign !== masked[index]);
    if (at >= 0)
      found.push({
        ...whole,
        ...{ kind: 'personal-data', level: 'hint', field },
        excerpt: masked.slice(Math.max(0, at - EXCERPT / 2), at + EXCERPT / 2).join(''),
      });
  }
  found.push(...contentChecks.map(ofContent));
  for (const one of attached) found.push(...unreadOf(one));
  forms.forEach((formed, at) => found.push(...checkForm(formed, { field: `channels.${at}`, texts, settings, now })));
  return found;
}

/** What the content packs find, as a check of the item. */
function ofContent({ field, ruleId, level, note }: ContentCheck): OwnPostCheck {
  const excerpt = `${note.before}${note.words}${note.after}`;
  return { kind: 'content', level, accountId: null, field, code: ruleId, excerpt, content: note };
}

/** Of an attachment, that nobody could look, or not to its end. */
function unreadOf(one: ReadAttachment): readonly OwnPostCheck[] {
  const about = { level: 'hint', accountId: null, field: `attachments.${one.at}`, excerpt: one.name } as const;
  if (one.kind === 'unread') return [{ ...about, kind: 'attachment-unread', code: one.reason }];
  return one.isCut ? [{ ...about, kind: 'attachment-cut', code: '' }] : [];
}

/** More of one channel than these are a text to be read again. */
const MOST_WORDING_CHECKS = 50;

function checkForm(
  { form, record, failure, isGone, byHand, notCarried }: Formed,
  of: {
    readonly field: string;
    readonly texts: readonly Written[];
    readonly settings: ServiceDeps['settings'];
    readonly now: Instant;
  },
): readonly OwnPostCheck[] {
  const { field, texts, settings, now } = of;
  const about = { accountId: form.accountId, field, code: '', excerpt: '' };
  if (record === undefined || isGone) return [{ ...about, kind: 'channel-gone', level: 'blocking' }];
  const { wording } = effectiveRules(settings.packs, record.account, civilDateOf(now));
  const said = texts.filter((one) => one.field.startsWith(`${field}.`) || !one.field.startsWith('channels.'));
  return [
    ...said
      .flatMap((one) =>
        inspectWording(one.text, wording).map(({ ruleId, excerpt }): OwnPostCheck => ({
          ...about,
          ...{ kind: 'wording', level: 'blocking', field: one.field, code: ruleId, excerpt },
        })),
      )
      .slice(0, MOST_WORDING_CHECKS),
    ...(failure === null
      ? []
      : [{ ...about, kind: 'form-refused', level: 'blocking', code: failure.code } satisfies OwnPostCheck]),
    ...(byHand === null || failure !== null ? [] : handHints(about, { byHand, notCarried })),
  ];
}

/** Why a person publishes it there: the account, or each file that its interface does not take. */
function handHints(
  about: Pick<OwnPostCheck, 'accountId' | 'field' | 'excerpt'>,
  { byHand, notCarried }: { readonly byHand: HandReason; readonly notCarried: readonly NotCarried[] },
): readonly OwnPostCheck[] {
  if (byHand !== 'pictures' && byHand !== 'attachments')
    return [{ ...about, kind: 'by-hand', level: 'hint', code: byHand }];
  return notCarried.map(({ group, fault, at, name, measured }) => ({
    ...about,
    ...{ kind: `${group}-by-hand` as const, level: 'hint', code: fault, field: `${group}.${at}` },
    excerpt: measured === null ? name : `${name} · ${saidOf(fault, measured.value)} > ${saidOf(fault, measured.limit)}`,
  }));
}

function saidOf(fault: NotCarried['fault'], value: number): string {
  return fault === 'too-large' ? `${(Math.ceil(value / 10_000) / 100).toFixed(2)} MB` : String(value);
}

interface Written {
  readonly field: string;
  readonly text: string;
}

function textsIn(attached: readonly ReadAttachment[]): readonly Written[] {
  return attached.flatMap((one) => (one.kind === 'text' ? [{ field: `attachments.${one.at}`, text: one.text }] : []));
}

/** Everything an item says, by its field. */
export function textsOf({ title, body, summary, channels }: OwnPostContent): readonly Written[] {
  return [
    { field: 'title', text: title },
    { field: 'body', text: body },
    { field: 'summary', text: summary },
    ...channels.flatMap((form, at) => [
      { field: `channels.${at}.title`, text: form.title ?? '' },
      { field: `channels.${at}.text`, text: form.text ?? '' },
    ]),
  ].filter(({ text }) => text !== '');
}
