import { z } from 'zod';
import { ID_PATTERN } from '../../domain/ids';
import { visibleText } from '../../domain/text/visibleText';

/** Largest page a list returns, and the page when the caller names none. */
export const PAGE_LIMIT_MAX = 200;
const PAGE_LIMIT_DEFAULT = 50;

/**
 * A stored id: 24 lowercase hexadecimal digits. The form is checked here at the entrance; the brand only carries the
 * name of the aggregate from here on, which a schema cannot check: hence the cast.
 */
export function idOf<Id extends string>(): z.ZodType<Id> {
  return z.string().regex(ID_PATTERN) as unknown as z.ZodType<Id>;
}

/** A name or title that people give, as it is read (`visibleText`), from 1 to `max` characters. */
export function nameText(max: number, min = 1): z.ZodString {
  return z
    .string()
    .overwrite((text) => visibleText(text).trim())
    .min(min)
    .max(max);
}

/** A whole number in a query string: decimal digits only, so `1e3`, ` 5`, `0x10` and an empty text are refused. */
export function queryInteger(bounds: { readonly min: number; readonly max: number }) {
  return z
    .string()
    .regex(/^\d{1,16}$/)
    .transform(Number)
    .pipe(z.int().min(bounds.min).max(bounds.max))
    .meta({ shownAs: { type: 'integer', minimum: bounds.min, maximum: bounds.max } });
}

/** `true` or `false` in a query string, nothing else. */
export const queryFlag = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .meta({ shownAs: { type: 'boolean' } });

/** The two fields that every paged list takes. */
export const pageFields = {
  cursor: z
    .string()
    .min(1)
    .max(512)
    .nullable()
    .default(null)
    .meta({ shownAs: { type: 'string', maxLength: 512, description: '`nextCursor` of the page before.' } }),
  limit: queryInteger({ min: 1, max: PAGE_LIMIT_MAX })
    .default(PAGE_LIMIT_DEFAULT)
    .meta({ shownAs: { type: 'integer', minimum: 1, maximum: PAGE_LIMIT_MAX, default: PAGE_LIMIT_DEFAULT } }),
};

/** The schema of a part that takes nothing. */
export const nothing = z.strictObject({});
export const pageQuery = z.strictObject(pageFields);

/**
 * A body that changes something: one of these fields is given, `null` and an empty list included. Else it is refused by
 * the first of them, in words: what changes nothing must not look like success. `orElse`: what else makes it a change.
 */
export function changing<Schema extends z.ZodObject>(
  schema: Schema,
  fields: readonly (keyof Schema['shape'] & string)[],
  orElse: (body: z.output<Schema>) => boolean = () => false,
): Schema {
  return schema.refine(
    (body) => fields.some((field) => (body as Readonly<Record<string, unknown>>)[field] !== undefined) || orElse(body),
    { path: fields.slice(0, 1), error: `缺少：至少给出 ${fields.join('、')} 之一，否则什么都不会改变` },
  );
}
