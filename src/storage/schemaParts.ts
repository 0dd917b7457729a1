import { Schema, type SchemaDefinition } from 'mongoose';

type Definition = SchemaDefinition;

/** A stored document: fields that are not named here are refused on writing, and so are unknown paths in filters. */
export function documentSchema(definition: Definition): Schema {
  return new Schema(definition, {
    strict: 'throw',
    strictQuery: 'throw',
    minimize: false,
    versionKey: false,
    id: false,
    autoIndex: false,
    autoCreate: false,
  });
}

/** A part of a document, as strict as the whole. */
export function partSchema(definition: Definition): Schema {
  return new Schema(definition, { _id: false, strict: 'throw', strictQuery: 'throw', minimize: false, id: false });
}

export const text = { type: String } as const;
export const flag = { type: Boolean } as const;
export const count = { type: Number } as const;
export const instant = { type: Date } as const;
export const texts = { type: [String] } as const;
/** Free keys with values of one type. Keys that begin with `$` or hold a dot are refused by the schema. */
export const textByKey = { type: Map, of: String } as const;
export const countByKey = { type: Map, of: Number } as const;
export const valueByKey = { type: Map, of: Schema.Types.Mixed } as const;
export const clausePart = partSchema({ source: text, text, howApplied: text });
export const limitPart = partSchema({ workingDays: count, hours: count });

/** Publication time as its source states it: `at` or `on`, told apart by `precision`. */
export const publishedPart = partSchema({ precision: text, at: instant, on: text, original: text });

/** What stops a text and was handed in anyway. */
export const stopOverridesPart = {
  type: [
    partSchema({
      ...{ field: text, ruleId: text, words: text, reason: text, at: instant },
      by: partSchema({ id: text, name: text }),
    }),
  ],
} as const;
