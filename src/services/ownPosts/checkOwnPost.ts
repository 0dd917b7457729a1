import { effectiveRules } from '../../domain/judging/effectiveRules';
import { inspectWording } from '../../domain/judging/wording';
import type { NotCarried } from '../../domain/files/carriedFiles';
import type { HandReason, OwnPostContent } from '../../domain/ownPosts/ownPost';
import type { ContentContext, InspectContent } from '../../domain/content/inspectContent';
import { wordsInContext } from '../../domain/content/wordsInContext';
import type { OwnPostCheck } from '../../domain/ownPosts/ownPostCheck';
import { maskPersonalData } from '../../domain/privacy/maskPersonalData';
import { civilDateOf } from '../../domain/time/civil';
import type { Instant } from '../../domain/time/instant';
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
    context,
  }: {
    readonly content: OwnPostContent;
    readonly scheduledFor: Instant | null;
    readonly forms: readonly Formed[];
    readonly files: HeldFiles;
    readonly context: Omit<ContentContext, 'writtenOn'>;
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
  found.push(...contentChecks(texts, settings.content.inspect, { ...context, writtenOn: civilDateOf(now) }));
  forms.forEach((formed, at) => found.push(...checkForm(formed, { field: `channels.${at}`, texts, settings, now })));
  return found;
}

/** More of them than this are a text to be read again, not a list to be gone through. */
const MOST_CONTENT_CHECKS = 50;

/** What the content packs find; personal data is said once a text by its own check. */
function contentChecks(
  texts: readonly Written[],
  inspect: InspectContent,
  context: ContentContext,
): readonly OwnPostCheck[] {
  const found = texts.flatMap(({ field, text }) =>
    inspect(text, context)
      .filter(({ kind }) => kind !== 'personal-data')
      .map((hit): OwnPostCheck => {
        const { kind, ruleId, severity, suggestion, origin } = hit;
        const shown = wordsInContext(text, hit);
        return {
          ...{ kind: 'content', level: severity === 'stop' ? 'blocking' : 'hint', accountId: null, field },
          ...{ code: ruleId, excerpt: `${shown.before}${shown.words}${shown.after}` },
          content: { kind, ...shown, suggestion, origin },
        };
      }),
  );
  // The same words in the same context of one field are said once.
  const once = new Map(found.map((check) => [`${check.field ?? ''} ${check.code} ${check.excerpt}`, check]));
  return [...once.values()].slice(0, MOST_CONTENT_CHECKS);
}

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
    ...said.flatMap((one) =>
      inspectWording(one.text, wording).map(({ ruleId, excerpt }): OwnPostCheck => ({
        ...about,
        ...{ kind: 'wording', level: 'blocking', field: one.field, code: ruleId, excerpt },
      })),
    ),
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
