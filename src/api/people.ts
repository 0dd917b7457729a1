import type { UnitLevel } from '../domain/accounts/unit';
import type { Action, Role } from '../domain/people/role';
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
  readonly sandbox: boolean;
  readonly version: string;
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
}

/** Shown once: only its hash is stored. */
export interface SignInLinkView {
  readonly url: string;
  readonly expiresAt: IsoInstant;
}
