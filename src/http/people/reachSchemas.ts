import { z } from 'zod';
import { SECTOR_KEY, UNIT_LEVELS } from '../../domain/accounts/unit';
import type { MandateId, PolicySourceId, UnitId } from '../../domain/ids';
import type { CounterpartChangeView, UnitChangeView } from '../../api/reach';
import { named } from '../edge/answerSchemas';
import { changing, idOf } from '../edge/inputSchemas';
import { unitView } from './peopleSchemas';

export const sourceParams = z.strictObject({ id: idOf<PolicySourceId>() });

const nature = {
  level: z.exactOptional(z.enum(UNIT_LEVELS)),
  sectors: z.exactOptional(z.array(z.string().regex(SECTOR_KEY)).max(50)).meta({ description: 'Keys of `/sectors`.' }),
  region: z.exactOptional(z.string().trim().max(12)).meta({ description: 'GB/T 2260; empty: not stated.' }),
};
const decision = {
  reason: z.string().trim().min(1).max(500).meta({ description: 'Kept in the ledger.' }),
  alsoFor: z
    .array(idOf<MandateId>())
    .max(200)
    .default([])
    .meta({ description: 'Mandates under way that reach further from now on, with limits from now.' }),
};
const unitId = idOf<UnitId>().nullable().meta({ description: 'Null: documents bind by their issuer.' });

export const unitChangePreviewBody = z.strictObject(nature);
/** Mandates alone may be named too: a change of before that shall reach further now. */
export const unitChangeBody = changing(
  z.strictObject({ ...nature, ...decision }),
  ['level', 'sectors', 'region'],
  ({ alsoFor }) => alsoFor.length > 0,
);
export const counterpartPreviewBody = z.strictObject({ unitId });
export const counterpartBody = z.strictObject({ unitId, ...decision });

const reachChange = {
  reached: z
    .array(z.strictObject({ mandateId: z.string(), title: z.string(), channels: z.int() }))
    .meta({ description: 'Mandates that would reach channels they did not reach; those are not bound.' }),
  left: z
    .array(z.strictObject({ mandateId: z.string(), title: z.string(), open: z.int() }))
    .meta({ description: 'Mandates with reposts owed by units they would reach no more; those stay owed.' }),
};
export const unitChangeView = named(
  'UnitChange',
  z.strictObject({ unit: unitView, ...reachChange }),
) satisfies z.ZodType<UnitChangeView>;
export const counterpartChangeView = named(
  'CounterpartChange',
  z.strictObject({
    sourceId: z.string(),
    counterpart: z.strictObject({ unitId: z.string(), name: z.string() }).nullable(),
    counterparts: z.int().meta({ description: 'Units below it, of a common field, in its region.' }),
    ...reachChange,
  }),
) satisfies z.ZodType<CounterpartChangeView>;
