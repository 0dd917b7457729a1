import { z } from 'zod';
import type { ListView, PublishedView } from '../../api/wire';

/** Every schema that has a name in the OpenAPI document. */
export const components = z.registry<{ id: string }>();

/** Names the schema in the OpenAPI document, so that it is written once and referred to everywhere else. */
export function named<Schema extends z.ZodType>(name: string, schema: Schema): Schema {
  components.add<z.ZodType>(schema, { id: name });
  return schema;
}

/** ISO 8601 in UTC, with milliseconds. */
export const isoInstant = z.iso.datetime().meta({ description: 'Instant, ISO 8601, UTC.' });

/** Publication time exactly as its source states it: an instant, or only a day. */
export const publishedView = named(
  'Published',
  z.strictObject({
    precision: z.enum(['instant', 'day']),
    value: z.string(),
    original: z.string(),
  }),
) satisfies z.ZodType<PublishedView>;

/** The form of every list: one page, where the next begins, and the instant it is true for. */
export function listOf<Item extends z.ZodType>(name: string, item: Item): z.ZodType<ListView<z.output<Item>>> {
  return named(
    name,
    z.strictObject({
      items: z.array(item),
      nextCursor: z.string().nullable().meta({ description: 'Give it back as `cursor` to read on; null at the end.' }),
      asOf: isoInstant,
    }),
  );
}
