import { z } from 'zod';
import type {
  ImportKeptView,
  ImportMessageView,
  ImportRowView,
  ImportUndoView,
  ImportView,
  TableFileView,
} from '../../api/imports';
import type { ListView } from '../../api/wire';
import type { ImportId } from '../../domain/ids';
import { REGISTER_KINDS } from '../../domain/register/columns';
import { IMPORT_STATES, KEPT_REASONS } from '../../domain/register/import';
import { SHEET_FAULTS, SHEET_NOTICES } from '../../domain/register/sheetFault';
import { isoInstant, listOf, named } from '../edge/answerSchemas';
import { idOf, nameText, pageFields } from '../edge/inputSchemas';

/** Of a table file: 25,000 rows have some 3 MB. */
export const MOST_FILE_BYTES = 10 * 1024 * 1024;
/** In base64, with the rest of the body. */
export const MOST_IMPORT_BODY_BYTES = 14 * 1024 * 1024;

export const importParams = z.strictObject({ id: idOf<ImportId>() });
export const importBody = z.strictObject({
  fileName: nameText(200),
  content: z
    .base64()
    .min(4)
    .max(Math.ceil(MOST_FILE_BYTES / 3) * 4)
    .meta({ description: 'An xlsx or CSV file (UTF-8, GBK or UTF-16), in base64, at most 10 MB.' }),
  updates: z
    .boolean()
    .default(false)
    .meta({ description: 'Change what is there already and differs; else it is left as it is.' }),
});
export const importMessagesQuery = z.strictObject({ ...pageFields, sheet: z.exactOptional(z.string().max(200)) });
const kind = z.enum(REGISTER_KINDS);
const outcome = z.enum(['new', 'unchanged', 'differs']);
export const importRowsQuery = z.strictObject({
  ...pageFields,
  kind: z.exactOptional(kind),
  outcome: z.exactOptional(outcome),
});
export const exportQuery = z.strictObject({
  format: z.enum(['xlsx', 'csv']).default('xlsx'),
  kind: z
    .exactOptional(kind)
    .meta({ description: 'This table alone; a CSV file has one, that of accounts where nothing is said.' }),
});

const counts = z.strictObject({
  ...{ units: z.int(), sites: z.int(), accounts: z.int(), people: z.int(), liaisons: z.int() },
});
export const importView = named(
  'Import',
  z.strictObject({
    id: z.string(),
    byName: z.string(),
    uploadedAt: isoInstant,
    fileName: z.string(),
    sha256: z.string().meta({ description: 'Of the file as it was handed in.' }),
    bytes: z.int(),
    updates: z.boolean(),
    state: z.enum(IMPORT_STATES),
    counts: z.strictObject({ new: counts, unchanged: counts, differs: counts }),
    faults: z.int().meta({ description: 'While there are any nothing is registered.' }),
    notices: z.int(),
    listed: z.int().meta({ description: 'How many of faults and notices are listed.' }),
    progress: z
      .strictObject({
        part: z.enum([...REGISTER_KINDS, 'ledger']),
        done: z.int(),
        total: z.int().nullable(),
      })
      .nullable(),
    appliedAt: isoInstant.nullable(),
    failure: z
      .string()
      .nullable()
      .meta({ description: 'Why it stopped, what was registered of it stays; or, applied, what was left.' }),
    undo: z
      .strictObject({
        byName: z.string(),
        reason: z.string(),
        at: isoInstant,
        removed: counts.nullable().meta({ description: 'Null: it is not over.' }),
        restored: counts.nullable().meta({ description: 'What has its former values again.' }),
        kept: z.int(),
      })
      .nullable(),
  }),
) satisfies z.ZodType<ImportView>;
export const importList = listOf('ImportList', importView);

const message = named(
  'ImportMessage',
  z.strictObject({
    code: z.enum([...SHEET_FAULTS, ...SHEET_NOTICES]),
    kind: kind.nullable(),
    sheet: z.string(),
    row: z.int().meta({ description: 'As spreadsheets count; 0: the sheet as a whole.' }),
    column: z.string().meta({ description: 'Letters; empty: the row as a whole.' }),
    header: z.string(),
    value: z.string(),
    about: z.string(),
    isNotice: z.boolean().meta({ description: 'It hinders nothing.' }),
    message: z.string(),
  }),
) satisfies z.ZodType<ImportMessageView>;
export const importMessageList = listOf('ImportMessageList', message);

const row = named(
  'ImportRow',
  z.strictObject({
    kind,
    sheet: z.string(),
    row: z.int(),
    name: z.string(),
    ref: z.string(),
    outcome,
    changes: z.array(z.strictObject({ field: z.string(), header: z.string(), before: z.string(), after: z.string() })),
    id: z.string().nullable(),
  }),
) satisfies z.ZodType<ImportRowView>;
export const importRowList = listOf('ImportRowList', row);

const kept = named(
  'ImportKept',
  z.strictObject({
    kind,
    ref: z.string(),
    name: z.string(),
    field: z.string().meta({ description: 'Of what was changed; empty: it was added.' }),
    header: z.string().meta({ description: 'As tables call the field.' }),
    reason: z.enum(KEPT_REASONS),
  }),
) satisfies z.ZodType<ImportKeptView>;
export const importUndo = named(
  'ImportUndo',
  z.strictObject({
    ...{ removes: counts, restores: counts, keptCount: z.int() },
    ...{ items: z.array(kept), nextCursor: z.string().nullable(), asOf: isoInstant },
  }),
) satisfies z.ZodType<ImportUndoView & ListView<ImportKeptView>>;
export const importUndoBody = z.strictObject({
  reason: z.string().trim().min(1).max(500).meta({ description: 'Kept in the ledger.' }),
});

export const tableFileView = named(
  'TableFile',
  z.strictObject({ fileName: z.string(), content: z.string().meta({ description: 'In base64.' }) }),
) satisfies z.ZodType<TableFileView>;
