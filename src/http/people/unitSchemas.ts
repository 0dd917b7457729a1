import { z } from 'zod';
import type { RegionView, UnitDetailView, UnitHistoryView, UnitMergeView, UnitMoveView } from '../../api/people';
import { SECTOR_KEY, UNIT_LEVELS } from '../../domain/accounts/unit';
import { UNIT_FIELDS } from '../../domain/alerts/unitHistory';
import type { UnitId } from '../../domain/ids';
import { isoInstant, listOf, named } from '../edge/answerSchemas';
import { changing, idOf, nameText } from '../edge/inputSchemas';
import { unitView } from './peopleSchemas';

export const unitParams = z.strictObject({ id: idOf<UnitId>() });
const reason = z.string().trim().min(1).max(500).meta({ description: 'Kept in the ledger.' });
export const reasonBody = z.strictObject({ reason });

const parentId = idOf<UnitId>().nullable().meta({ description: 'The new superior; null: none.' });
export const movePreviewBody = z.strictObject({ parentId });
export const moveBody = z.strictObject({ parentId, reason });

const NAME_LENGTH = 100;
/** Longer than the code: blanks between its parts are taken out. */
const CODE_LENGTH = 40;
const creditCode = z
  .string()
  .trim()
  .max(CODE_LENGTH)
  .nullable()
  .meta({ description: '统一社会信用代码 (GB 32100-2015), 18 characters; null or empty: not stated.' });

export const addUnitBody = z.strictObject({
  parentId: idOf<UnitId>().nullable().meta({ description: 'Null: under none, for people of the whole office.' }),
  name: nameText(NAME_LENGTH),
  level: z.enum(UNIT_LEVELS),
  sectors: z.array(z.string().regex(SECTOR_KEY)).max(50).default([]).meta({ description: 'Keys of `/sectors`.' }),
  region: z.string().trim().max(12).default('').meta({ description: 'GB/T 2260; empty: not stated.' }),
  creditCode: creditCode.default(null),
  reason,
});
export const changeRecordBody = changing(
  z.strictObject({ name: z.exactOptional(nameText(NAME_LENGTH)), creditCode: z.exactOptional(creditCode), reason }),
  ['name', 'creditCode'],
);

const intoId = idOf<UnitId>().meta({ description: 'The unit it is merged into.' });
export const mergePreviewBody = z.strictObject({ intoId });
export const mergeBody = z.strictObject({
  intoId,
  documentNumber: z.string().trim().min(1).max(100).meta({ description: 'Of the document that orders it (文号).' }),
  effectiveOn: z.iso.date().meta({ description: 'The day it takes effect by the document.' }),
  reason,
});

export const regionQuery = z.strictObject({
  q: z
    .string()
    .trim()
    .max(40)
    .default('')
    .meta({ shownAs: { type: 'string', maxLength: 40 } }),
});

const rows = z
  .record(z.string(), z.int())
  .meta({ description: 'What belongs to the unit and those below it, by kind.' });

export const unitMoveView = named(
  'UnitMove',
  z.strictObject({
    unitId: z.string(),
    unitName: z.string(),
    fromName: z.string().nullable(),
    toName: z.string().nullable(),
    state: z.enum(['preview', 'moved']),
    units: z.int(),
    people: z.int(),
    rows,
  }),
) satisfies z.ZodType<UnitMoveView>;

export const unitMergeView = named(
  'UnitMerge',
  z.strictObject({
    unitId: z.string(),
    unitName: z.string(),
    intoId: z.string(),
    intoName: z.string(),
    state: z.enum(['preview', 'merged']),
    units: z.int().meta({ description: 'Below it; they come to stand below the other.' }),
    people: z.int(),
    administrators: z
      .int()
      .meta({ description: 'Of these people, those who administer the other unit and all below it from then on.' }),
    tasks: z.int().meta({ description: 'Reposts still owed.' }),
    settings: z
      .int()
      .meta({ description: 'Channels, routes, silences and the like that name it: they stay with it as they are.' }),
    rows,
  }),
) satisfies z.ZodType<UnitMergeView>;

const namedUnit = z.strictObject({ id: z.string(), name: z.string() });
export const unitDetailView = named(
  'UnitDetail',
  z.strictObject({
    ...unitView.shape,
    key: z.string().meta({ description: 'How import files name it.' }),
    superior: namedUnit.nullable(),
    into: namedUnit.nullable(),
    absorbed: z.array(namedUnit),
    holdings: z
      .strictObject({
        ...{ units: z.int(), accounts: z.int(), sites: z.int(), people: z.int() },
        ...{ tasks: z.int(), submissions: z.int(), ownPosts: z.int(), duties: z.int() },
      })
      .meta({ description: 'What keeps it from being closed, with everything below it.' }),
  }),
) satisfies z.ZodType<UnitDetailView>;

export const unitHistoryList = listOf(
  'UnitHistoryList',
  named(
    'UnitHistory',
    z.strictObject({
      at: isoInstant,
      kind: z.string(),
      reason: z.string(),
      by: z.string().nullable().meta({ description: 'Null: the system.' }),
      note: z.string().nullable(),
      documentNumber: z.string().nullable(),
      effectiveOn: z.string().nullable(),
      changes: z.array(
        z.strictObject({ field: z.enum(UNIT_FIELDS), from: z.string().nullable(), to: z.string().nullable() }),
      ),
    }),
  ) satisfies z.ZodType<UnitHistoryView>,
);

export const regionList = listOf(
  'RegionList',
  named('Region', z.strictObject({ code: z.string(), name: z.string() })) satisfies z.ZodType<RegionView>,
);
