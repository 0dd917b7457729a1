import type { Instant } from '../domain/time/instant';

/** A process that calls hosts, as the others see it. */
export interface Caller {
  readonly id: string;
  /** It works through what is due. One that only serves people calls now and then. */
  readonly works: boolean;
}

/** A host that fails call after call is left alone by all processes. */
export interface HostRest {
  readonly host: string;
  readonly untilAt: Instant;
  /** How often it was opened in a row: each rest is longer than the one before. */
  readonly openings: number;
}

/** What processes that call the same hosts tell each other. */
export interface HostSharing {
  /** Says that this process lives, until then, and returns all that do, itself among them. */
  attend(caller: Caller, life: { readonly now: Instant; readonly untilAt: Instant }): Promise<readonly Caller[]>;
  leave(id: string): Promise<void>;
  /** Every host that rests or has not been found well since. */
  rests(now: Instant): Promise<readonly HostRest[]>;
  putRest(rest: HostRest): Promise<void>;
  endRest(host: string): Promise<void>;
  /** Whether this process sends the one call that goes first after a rest. */
  claimProbe(host: string, lease: { readonly now: Instant; readonly untilAt: Instant }): Promise<boolean>;
  /** Gives back what was claimed until then: the call said nothing of the host, and another one may go first. */
  freeProbe(host: string, untilAt: Instant): Promise<void>;
  /** Takes the one place at a host that belongs to no process, for a call. False: somebody has it. */
  takePlace(
    host: string,
    lease: { readonly token: string; readonly now: Instant; readonly untilAt: Instant },
  ): Promise<boolean>;
  freePlace(host: string, token: string): Promise<void>;
}
