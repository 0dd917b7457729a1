export interface SettingSpec {
  readonly key: string;
  readonly secret: boolean;
  readonly required: boolean;
  readonly title: string;
  readonly why: string;
  /** What can be chosen, the usual first; absent: anything may be written. */
  readonly choices?: readonly { readonly value: string; readonly title: string }[];
}

/** What is wrong with one setting; `code` is stable, the message is for the person who fills it in. */
export interface SettingProblem {
  readonly field: string;
  readonly code: string;
  readonly message: string;
}
