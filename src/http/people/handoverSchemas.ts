import { z } from 'zod';
import type { HandoverPreviewView, HandoverView } from '../../api/people';
import type { HandoverId, PersonId } from '../../domain/ids';
import { HANDOVER_KINDS, HANDOVER_OBSTACLES } from '../../domain/people/handover';
import { isoInstant, listOf, named } from '../edge/answerSchemas';
import { idOf } from '../edge/inputSchemas';

export const handoverParams = z.strictObject({ id: idOf<HandoverId>() });
export const handOverBody = z.strictObject({
  toId: idOf<PersonId>().meta({ description: 'The successor.' }),
  reason: z.string().trim().min(1).max(500).meta({ description: 'Kept in the record and the ledger.' }),
  disables: z.boolean().default(false).meta({ description: 'Shut the leaver out at the end.' }),
});

const item = { kind: z.enum(HANDOVER_KINDS), id: z.string(), label: z.string() };
export const handoverPreviewView = named(
  'HandoverPreview',
  z.strictObject({
    fromId: z.string(),
    fromName: z.string(),
    items: z.array(
      z.strictObject({
        ...item,
        canGive: z.boolean().meta({ description: 'False: only who manages the whole office gives it to another.' }),
      }),
    ),
  }),
) satisfies z.ZodType<HandoverPreviewView>;
const personId = z.string() as unknown as z.ZodType<PersonId>;
export const handoverView = named(
  'Handover',
  z.strictObject({
    id: z.string() as unknown as z.ZodType<HandoverId>,
    fromId: personId,
    fromName: z.string(),
    toId: personId,
    toName: z.string(),
    byId: personId,
    byName: z.string(),
    reason: z.string(),
    at: isoInstant,
    doneAt: isoInstant.nullable(),
    disables: z.boolean(),
    isDisabled: z.boolean().meta({ description: 'The leaver is shut out now.' }),
    state: z.enum(['moving', 'done']),
    items: z.array(z.strictObject(item)).meta({ description: 'What named the leaver when it began.' }),
    left: z
      .array(
        z.strictObject({
          ...item,
          why: z.enum(HANDOVER_OBSTACLES).nullable().meta({ description: 'Why; null in older records.' }),
        }),
      )
      .meta({ description: 'What could not be given.' }),
  }),
) satisfies z.ZodType<HandoverView>;
export const handoverList = listOf('HandoverList', handoverView);
