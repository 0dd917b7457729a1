import { effectiveRules } from '../../domain/judging/effectiveRules';
import { inspectWording } from '../../domain/judging/wording';
import type { OwnPostContent } from '../../domain/ownPosts/ownPost';
import type { OwnPostCheck } from '../../domain/ownPosts/ownPostCheck';
import { maskPersonalData } from '../../domain/privacy/maskPersonalData';
import { civilDateOf } from '../../domain/time/civil';
import type { Instant } from '../../domain/time/instant';
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
  }: {
    readonly content: OwnPostContent;
    readonly scheduledFor: Instant | null;
    readonly forms: readonly Formed[];
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
  const texts = textsOf(content);
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
  forms.forEach((formed, at) => found.push(...checkForm(formed, { field: `channels.${at}`, texts, settings, now })));
  return found;
}

function checkForm(
  { form, record, failure, isGone, byHand }: Formed,
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
    ...said.flatMap((one) =>
      inspectWording(one.text, wording).map(({ ruleId, excerpt }): OwnPostCheck => ({
        ...about,
        ...{ kind: 'wording', level: 'blocking', field: one.field, code: ruleId, excerpt },
      })),
    ),
    ...(failure === null
      ? []
      : [{ ...about, kind: 'form-refused', level: 'blocking', code: failure.code } satisfies OwnPostCheck]),
    ...(byHand === null || failure !== null ? [] : [handHint(about, byHand)]),
  ];
}

function handHint(about: Pick<OwnPostCheck, 'accountId' | 'field' | 'excerpt'>, code: string): OwnPostCheck {
  const kind = code === 'pictures' ? 'pictures-by-hand' : code === 'attachments' ? 'attachments-by-hand' : 'by-hand';
  return { ...about, kind, level: 'hint', code };
}

interface Written {
  readonly field: string;
  readonly text: string;
}

function textsOf({ title, body, summary, channels }: OwnPostContent): readonly Written[] {
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
