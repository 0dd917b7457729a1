export interface SettingSpec {
  readonly key: string;
  readonly secret: boolean;
  readonly required: boolean;
  readonly title: string;
  readonly why: string;
}

/** What is wrong with one setting; `code` is stable, the message is for the person who fills it in. */
export interface SettingProblem {
  readonly field: string;
  readonly code: string;
  readonly message: string;
}
