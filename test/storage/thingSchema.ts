import {
  count,
  countByKey,
  documentSchema,
  flag,
  instant,
  partSchema,
  text,
  texts,
  valueByKey,
} from '../../src/storage/schemaParts';

/** A document with one of each kind of field, for the checks that are compiled from schemas. */
export const thingSchema = documentSchema({
  _id: text,
  title: text,
  size: count,
  isOpen: flag,
  at: instant,
  tags: texts,
  days: countByKey,
  data: valueByKey,
  lease: partSchema({ token: text, untilAt: instant }),
  steps: { type: [partSchema({ to: text, notes: texts })] },
});
