import { z } from 'zod';
import type { UnitMoveView } from '../../api/people';
import type { UnitId } from '../../domain/ids';
import { named } from '../edge/answerSchemas';
import { endpoint } from '../edge/endpoint';
import { idOf } from '../edge/inputSchemas';

export const unitParams = z.strictObject({ id: idOf<UnitId>() });
const parentId = idOf<UnitId>().nullable().meta({ description: 'The new superior; null: none.' });
const previewBody = z.strictObject({ parentId });
const moveBody = z.strictObject({
  parentId,
  reason: z.string().trim().min(1).max(500).meta({ description: 'Kept in the ledger.' }),
});

const unitMoveView = named(
  'UnitMove',
  z.strictObject({
    unitId: z.string(),
    unitName: z.string(),
    fromName: z.string().nullable(),
    toName: z.string().nullable(),
    state: z.enum(['preview', 'moved']),
    units: z.int(),
    people: z.int(),
    rows: z.record(z.string(), z.int()).meta({ description: 'What belongs to the unit and those below it, by kind.' }),
  }),
) satisfies z.ZodType<UnitMoveView>;

export const previewUnitMove = endpoint({
  summary: 'What would go along if a unit were put under another superior; changes nothing',
  params: unitParams,
  body: previewBody,
  answer: unitMoveView,
  handle({ services, principal, params, body }) {
    return services.accounts.previewMove({ unitId: params.id, parentId: body.parentId }, principal);
  },
});

/** From the first moment on the former superior sees nothing of it; one move at a time. */
export const moveUnit = endpoint({
  summary: 'Put a unit with everything below it under another superior, with a reason',
  params: unitParams,
  body: moveBody,
  answer: unitMoveView,
  handle({ services, principal, params, body }) {
    return services.accounts.moveUnit({ unitId: params.id, ...body }, principal);
  },
});
