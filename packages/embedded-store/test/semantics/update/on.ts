/** The document before, with `_id` 1. */
export function on(before: Record<string, unknown>): { before: Record<string, unknown> } {
  return { before: { _id: 1, ...before } };
}
