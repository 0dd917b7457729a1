/** Working days: due at the end (cut-off) of the n-th working day after publication. Hours: plain elapsed hours. */
export type Limit = { readonly workingDays: number } | { readonly hours: number };
