/** Something that can be made to go wrong on the simulated platforms; which there are is the simulator's list. */
export interface FaultKind {
  readonly name: string;
  readonly title: { readonly zh: string; readonly en: string };
  /** One sentence for the person at the switch. */
  readonly effect: { readonly zh: string; readonly en: string };
}

/** Where a fault can be switched on: a platform, one of its hosts, or one account. */
export interface FaultTarget {
  /** Name of the target at the simulator: `weibo`, `govcn`, or an account's key. */
  readonly target: string;
  readonly kind: 'platform' | 'account';
  readonly title: string;
  /** Names of the faults that mean something here; anything else is refused. */
  readonly faults: readonly string[];
}

export interface ActiveFault {
  readonly target: string;
  readonly title: string;
  readonly fault: string;
  readonly since: Date;
  /** When it ends by itself; null: when somebody ends it. */
  readonly until: Date | null;
}
