import type { ContentChecksView, ContentNoteView, StopOverrideView } from '../../api/content';
import type { ContentCheck, ContentNote } from '../../domain/content/contentCheck';
import { EXCUSABLE_KINDS } from '../../domain/content/ownWord';
import type { StopOverride } from '../../domain/content/stopOverride';
import { may } from '../../domain/people/permissions';
import type { Principal } from '../../domain/people/role';
import { iso } from './isoInstant';

/** What a check says of one place, and whether its words can be proposed as words of the unit. */
export function contentNoteView({ kind, before, words, after, suggestion, origin }: ContentNote): ContentNoteView {
  // What is masked is not what stands there: it could never be found again.
  const isExcusable = EXCUSABLE_KINDS.includes(kind) && !words.includes('*');
  return { kind, before, words, after, suggestion, origin, isExcusable };
}

/** What the checks find, and whether whoever asks may hand it in with what stops it. */
export function contentChecksView(checks: readonly ContentCheck[], principal: Principal): ContentChecksView {
  return {
    checks: checks.map(({ field, ruleId, level, note }) => ({ field, ruleId, level, content: contentNoteView(note) })),
    mayOverride: may(principal, 'content.override'),
  };
}

export function stopOverrideView({ field, ruleId, words, reason, by, at }: StopOverride): StopOverrideView {
  return { field, ruleId, words, reason, byName: by.name, at: iso(at) };
}
