import type { DutyEvent, DutyEvidence, DutyShare, DutyState } from '../domain/duties/duty';
import type { DutyFigures } from '../domain/duties/dutyFigures';
import type { InteractionKind } from '../domain/duties/interactionKinds';
import type { DutySubject, ExtensionApprover } from '../domain/duties/limitRule';
import type { Limit } from '../domain/time/limit';
import type { IsoInstant, PublishedView } from './wire';

/** What a person can do with a duty. */
export const DUTY_ACTS = [
  'ask-extension',
  'grant-extension',
  'refuse-extension',
  'offer',
  'accept',
  'decline',
  'take-back',
  'assign',
  'join',
  'contribute',
  'release',
  'reclassify',
  'complete',
  'reopen',
  'withdraw',
] as const satisfies readonly DutyEvent[];
export type DutyAct = (typeof DUTY_ACTS)[number];

export interface DutyView {
  readonly id: string;
  readonly title: string;
  readonly subject: DutySubject;
  readonly subjectId: string | null;
  readonly ruleKey: string;
  readonly ruleTitle: string;
  readonly ruleTitleEn: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly state: DutyState;
  readonly dueBy: IsoInstant;
  readonly isProvisional: boolean;
  readonly endedAt: IsoInstant | null;
  readonly isLate: boolean;
  readonly transfers: number;
  readonly acts: readonly DutyAct[];
  readonly version: number;
}

export interface DutyDetailView extends DutyView {
  readonly firstUnitId: string;
  readonly firstUnitName: string;
  readonly began: PublishedView;
  readonly limit: Limit;
  readonly clause: string;
  readonly isFirstAsked: boolean;
  readonly extension: {
    readonly limit: Limit;
    readonly clause: string;
    readonly approver: ExtensionApprover;
    readonly askedAt: IsoInstant | null;
    readonly decision: 'granted' | 'refused' | null;
  } | null;
  readonly offeredTo: { readonly id: string; readonly name: string; readonly at: IsoInstant } | null;
  readonly shares: readonly {
    readonly unitId: string;
    readonly unitName: string;
    readonly state: DutyShare['state'];
    readonly words: string | null;
    readonly at: IsoInstant | null;
  }[];
  readonly evidence: DutyEvidence | null;
  readonly thread: readonly {
    readonly event: DutyEvent;
    readonly reason: string;
    readonly name: string;
    readonly at: IsoInstant;
    readonly words: string | null;
    readonly unitName: string | null;
  }[];
}

/** A unit that something can be handed to. */
export interface DutyUnitView {
  readonly id: string;
  readonly name: string;
}

export interface DutyRuleView {
  readonly key: string;
  readonly title: string;
  readonly titleEn: string;
  readonly subject: DutySubject;
  readonly kinds: readonly InteractionKind[];
  readonly limit: Limit;
  readonly clause: string;
  readonly extension: {
    readonly limit: Limit;
    readonly clause: string;
    readonly approver: ExtensionApprover;
  } | null;
}

/** One unit under one rule. */
export interface DutyFiguresView extends DutyFigures {
  readonly unitId: string;
  readonly unitName: string;
  readonly ruleKey: string;
  readonly ruleTitle: string;
  readonly ruleTitleEn: string;
}
