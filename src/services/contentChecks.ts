import type { ContentCheck } from '../domain/content/contentCheck';
import type { ContentHit } from '../domain/content/contentHit';
import { wordsInContext } from '../domain/content/wordsInContext';
import type { UnitId } from '../domain/ids';
import { civilDateOf } from '../domain/time/civil';
import type { Instant } from '../domain/time/instant';
import { createExcuses } from './contentExcuses';
import { mandatedTitles } from './mandatedTitles';
import type { ServiceDeps } from './settings';

/** More of them than this are a text to be read again, not a list to be gone through. */
const MOST_CHECKS = 50;

/** Texts that are about to be handed in, by the field each stands in, and the units they belong to. */
export interface WrittenTexts {
  readonly texts: readonly { readonly field: string; readonly text: string }[];
  /** Texts that have been gone through already, such as attachments. */
  readonly inspected?: readonly {
    readonly field: string;
    readonly text: string;
    readonly hits: readonly ContentHit[];
  }[];
  readonly unitPath: readonly UnitId[];
}

/**
 * What the content packs find in texts before they are handed in, but what the units use as it is. Personal data is left
 * out: a draft has its own check of it, and what is published of an answer is masked.
 */
export async function checkContent(
  deps: Pick<ServiceDeps, 'storage' | 'settings'>,
  { texts, inspected = [], unitPath }: WrittenTexts,
  now: Instant,
): Promise<readonly ContentCheck[]> {
  const { inspect, knowledge } = deps.settings.content;
  const [known, titles] = await Promise.all([knowledge(), mandatedTitles(deps.storage)]);
  const context = { knowledge: known, mandatedTitles: titles, writtenOn: civilDateOf(now) };
  const excuses = createExcuses(deps, { unitPath, now });
  const found: ContentCheck[] = [];
  const gone = [...texts.map((one) => ({ ...one, hits: inspect(one.text, context) })), ...inspected];
  for (const { field, text, hits } of gone) {
    const open = hits.filter(({ kind }) => kind !== 'personal-data');
    for (const hit of await excuses.without(text, open)) {
      const { kind, ruleId, severity, suggestion, origin } = hit;
      const note = { kind, ...wordsInContext(text, hit), suggestion, origin };
      found.push({ field, ruleId, level: severity === 'stop' ? 'blocking' : 'hint', note });
    }
  }
  // The same words in the same context of one field are said once; what stops it first, however many hints there are.
  const once = new Map(
    found.map((check) => {
      const { before, words, after } = check.note;
      return [[check.field, check.ruleId, before, words, after].join('\n'), check];
    }),
  );
  // What stops it is never cut: each of its words is asked for, once a field, however often they stand there.
  const stops = new Map(
    [...once.values()]
      .filter(({ level }) => level === 'blocking')
      .map((check) => [[check.field, check.ruleId, check.note.words].join('\n'), check]),
  );
  const hints = [...once.values()].filter(({ level }) => level !== 'blocking');
  return [...stops.values(), ...hints.slice(0, Math.max(0, MOST_CHECKS - stops.size))];
}
