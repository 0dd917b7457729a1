import type { OwnWord } from '../content/ownWord';
import type { DomainEvent } from './alert';
import { makeEvent, type EventContext } from './domainEvent';

/** What was said of words that a unit uses as they are, and why. Of a name the first character stands there alone. */
export function ownWordEvent(
  change: EventContext & { readonly before: OwnWord | null; readonly entry: OwnWord },
): DomainEvent {
  const { before, entry } = change;
  const { id, unitId, ruleId, kind, words, lastOn, thread } = entry;
  const last = thread.at(-1);
  return makeEvent(change, {
    kind: 'own-word-changed',
    subject: `own-word:${id}`,
    from: before?.state ?? null,
    to: entry.state,
    reason: last?.event ?? 'propose',
    data: {
      ...{ unitId, ruleId, contentKind: kind, lastOn },
      words: kind === 'minor-name' ? `${words.slice(0, 1)}某` : words,
      ...(last === undefined ? {} : { note: last.words }),
    },
  });
}
