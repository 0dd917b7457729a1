export type Json = Readonly<Record<string, unknown>>;

/** Within one document the head of a schema (`$schema`, `$id`) says nothing and misleads readers of references. */
export function withoutHead(schema: object): Json {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$schema' && key !== '$id'));
}
