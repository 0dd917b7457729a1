import type { Instant } from '../../domain/time/instant';

/** One entry per scope; a province has fewer units than this, and what does not fit is simply read again. */
const MAX_KEPT = 5_000;

/**
 * Keeps a result for `keepMs` and lets everybody who asks meanwhile share it, also while it is still being made.
 * A failure is shared by those who waited for it and kept for nobody else.
 */
export function createSingleFlight<Answer>(
  keepMs: number,
): (request: { readonly key: string; readonly now: Instant }, make: () => Promise<Answer>) => Promise<Answer> {
  const kept = new Map<string, { readonly at: Instant; readonly answer: Promise<Answer>; done: boolean }>();
  return ({ key, now }, make) => {
    const known = kept.get(key);
    const ageMs = known === undefined ? 0 : now.getTime() - known.at.getTime();
    if (known !== undefined && (!known.done || (ageMs >= 0 && ageMs < keepMs))) return known.answer;
    const entry = { at: now, answer: make(), done: false };
    if (kept.size >= MAX_KEPT) kept.clear();
    kept.set(key, entry);
    entry.answer.then(
      () => {
        entry.done = true;
      },
      () => {
        if (kept.get(key) === entry) kept.delete(key);
      },
    );
    return entry.answer;
  };
}
