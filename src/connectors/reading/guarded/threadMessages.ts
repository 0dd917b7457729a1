/** What a reading thread is asked. */
export interface ReadingOrder {
  readonly name: string;
  readonly input: object;
}

/** What a reading thread tells. `ready` once; then one answer to each order. */
export type ReadingMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'read'; readonly value: unknown }
  | { readonly kind: 'threw'; readonly message: string; readonly stack: string };
