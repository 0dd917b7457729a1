import type { ContentNote } from '../domain/content/contentCheck';
import type { ContentKind } from '../domain/content/contentHit';
import type { OwnWordStanding, OwnWordStep } from '../domain/content/ownWord';

type InstantText = string;

export interface ContentNoteView extends ContentNote {
  /** Whether its words can be proposed as words of the unit. */
  readonly isExcusable: boolean;
}

/** Words that a unit uses as they are (本单位用语). */
export interface OwnWordView {
  readonly id: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly ruleId: string;
  readonly kind: ContentKind;
  readonly words: string;
  readonly standing: OwnWordStanding;
  /** The last day on which it holds. */
  readonly lastOn: string;
  readonly proposedByName: string;
  readonly proposedAt: InstantText;
  readonly thread: readonly {
    readonly event: OwnWordStep | 'propose';
    readonly name: string;
    readonly at: InstantText;
    readonly words: string;
  }[];
  /** What whoever asks can do now. */
  readonly acts: readonly OwnWordStep[];
  readonly version: number;
}

/** One place that a check of the content found in what is written. */
export interface ContentCheckView {
  readonly field: string;
  readonly ruleId: string;
  readonly level: 'blocking' | 'hint';
  readonly content: ContentNoteView;
}

/** What the checks find in something that is not handed in yet. */
export interface ContentChecksView {
  readonly checks: readonly ContentCheckView[];
  /** Whether whoever asks may hand it in with what stops it, with a reason for each. */
  readonly mayOverride: boolean;
}

/** A stop that was handed in anyway. */
export interface StopOverrideView {
  readonly field: string;
  readonly ruleId: string;
  readonly words: string;
  readonly reason: string;
  readonly byName: string;
  readonly at: InstantText;
}
