import type { Action, Role } from '../domain/people/role';

export interface MeView {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly role: Role;
  readonly unitId: string | null;
  readonly unitName: string | null;
  readonly actions: readonly Action[];
  readonly sandbox: boolean;
  readonly version: string;
}

export interface UnitView {
  readonly id: string;
  readonly name: string;
  readonly parentId: string | null;
  readonly level: string;
}
