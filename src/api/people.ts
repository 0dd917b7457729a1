import type { UnitHoldings } from '../domain/accounts/unitClosing';
import type { UnitLevel } from '../domain/accounts/unit';
import type { UnitFieldChange } from '../domain/alerts/unitHistory';
import type { Action, Role } from '../domain/people/role';
import type { Handover, HandoverItem } from '../domain/people/handover';
import type { PasswordRule } from '../domain/people/passwordRules';
import type { SeenFrom } from '../domain/people/seenFrom';
import type { AddressesView } from './notify';
import type { IsoInstant } from './wire';

export interface MeView {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly role: Role;
  readonly unitId: string | null;
  readonly unitName: string | null;
  readonly actions: readonly Action[];
  /** Where they can be told of alerts. */
  readonly addresses: AddressesView;
  /** In which units they can act, the first one first; one alone: there is nothing to switch to. */
  readonly assignments: readonly OwnAssignmentView[];
  readonly sandbox: boolean;
  readonly version: string;
}

/** One unit somebody acts for. */
export interface OwnAssignmentView {
  /** Null: the first. */
  readonly id: string | null;
  readonly role: Role;
  readonly unitId: string | null;
  readonly unitName: string | null;
  /** The session that asks acts in it. */
  readonly isCurrent: boolean;
}

/** A unit put under another superior, or what doing so would take along. */
export interface UnitMoveView {
  readonly unitId: string;
  readonly unitName: string;
  /** The superior before and after; null: none. */
  readonly fromName: string | null;
  readonly toName: string | null;
  readonly state: 'preview' | 'moved';
  /** The unit itself and those below it, their people, and what belongs to them by kind. */
  readonly units: number;
  readonly people: number;
  readonly rows: Readonly<Record<string, number>>;
}

export interface UnitView {
  readonly id: string;
  readonly name: string;
  readonly parentId: string | null;
  readonly level: UnitLevel;
  /** Keys of the fields it works in. */
  readonly sectors: readonly string[];
  /** GB/T 2260; empty: not stated. */
  readonly region: string;
  /** From the top down, as `浙江省 杭州市 西湖区`; null: the table does not know the code. */
  readonly regionName: string | null;
  /** 统一社会信用代码; null: not stated. */
  readonly creditCode: string | null;
  /** Since when it is closed and which unit took over what it had; null: it is in use. */
  readonly closed: { readonly at: IsoInstant; readonly intoId: string | null } | null;
}

interface NamedUnit {
  readonly id: string;
  readonly name: string;
}

/** One unit with what keeps it from being closed. Units that the reader does not see are null. */
export interface UnitDetailView extends UnitView {
  /** How import files name it. */
  readonly key: string;
  readonly superior: NamedUnit | null;
  /** The unit it was merged into. */
  readonly into: NamedUnit | null;
  /** Units that were merged into it. */
  readonly absorbed: readonly NamedUnit[];
  readonly holdings: UnitHoldings;
}

/** One change of a unit. */
export interface UnitHistoryView {
  readonly at: IsoInstant;
  readonly kind: string;
  readonly reason: string;
  /** Who changed it; null: the system, such as an import. */
  readonly by: string | null;
  readonly note: string | null;
  /** Of a merge: the document it goes back to, and the day it takes effect. */
  readonly documentNumber: string | null;
  readonly effectiveOn: string | null;
  readonly changes: readonly UnitFieldChange[];
}

/** A unit merged into another one, or what doing so would take along. */
export interface UnitMergeView {
  readonly unitId: string;
  readonly unitName: string;
  readonly intoId: string;
  readonly intoName: string;
  readonly state: 'preview' | 'merged';
  /** Units below it that come to stand below the other, and people who come to belong to it. */
  readonly units: number;
  readonly people: number;
  /** Of these people, those who administer the other unit and all below it from then on. */
  readonly administrators: number;
  /** Reposts still owed. */
  readonly tasks: number;
  /** Channels, routes, silences and the like that name it: they stay with it as they are. */
  readonly settings: number;
  readonly rows: Readonly<Record<string, number>>;
}

/** A place of GB/T 2260. */
export interface RegionView {
  readonly code: string;
  readonly name: string;
}

/** A person as administrators see them. */
export interface PersonView {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly unitId: string | null;
  readonly disabled: boolean;
  readonly hasPassword: boolean;
  /** Until when the name is locked after wrong passwords; null: it is not. */
  readonly lockedUntilAt: IsoInstant | null;
  /** Where they can be told of alerts. */
  readonly addresses: AddressesView;
  /** Further units they act for, beside the first. */
  readonly assignments: readonly AssignmentView[];
  /** They belong elsewhere, and act for units of whoever asks: only what they hold there can be ended. */
  readonly isGuest: boolean;
}

export interface AssignmentView {
  readonly id: string;
  readonly role: Role;
  readonly unitId: string | null;
}

/** Shown once: only its hash is stored. */
export interface SignInLinkView {
  readonly url: string;
  readonly expiresAt: IsoInstant;
}

/** What is known of one's own password, never the password. */
export interface OwnPasswordView {
  readonly hasPassword: boolean;
  /** False right after signing in by a link: a new one is set without the present one. */
  readonly needsPresent: boolean;
  readonly rules: readonly PasswordRule[];
}

/** A browser that is signed in. */
export interface SessionView {
  /** Names it and opens nothing. */
  readonly id: string;
  /** Null: not known. */
  readonly by: 'password' | 'link' | null;
  readonly createdAt: IsoInstant;
  /** To within a few minutes. */
  readonly lastSeenAt: IsoInstant;
  readonly expiresAt: IsoInstant;
  /** Null: not known. */
  readonly from: SeenFrom | null;
  /** The session that asks. */
  readonly isThis: boolean;
}

/** What somebody would leave open; `canGive` false: only who manages the whole office gives it to another. */
export interface HandoverPreviewView {
  readonly fromId: string;
  readonly fromName: string;
  readonly items: readonly (HandoverItem & { readonly canGive: boolean })[];
}

/** A hand-over (工作交接). */
export interface HandoverView extends Omit<Handover, 'byUnitId' | 'at' | 'doneAt'> {
  readonly at: IsoInstant;
  readonly doneAt: IsoInstant | null;
  /** The leaver is shut out now. */
  readonly isDisabled: boolean;
}

/** What was changed of a role: one line of its history. */
export interface RoleHistoryView {
  readonly at: IsoInstant;
  readonly by: string;
  readonly reason: string;
  readonly given: readonly Action[];
  readonly taken: readonly Action[];
}

/** A role and what it may do here. */
export interface RoleView {
  readonly role: Role;
  readonly actions: readonly Action[];
  /** It does all, always. */
  readonly isFixed: boolean;
  /** It is set up otherwise than the product has it. */
  readonly isChanged: boolean;
  readonly version: number;
}
