import { z } from 'zod';
import type { DiffLineView, OfficialListView } from '../../api/officialLists';
import { PLATFORMS } from '../../domain/accounts/account';
import type { OfficialListId, UnitId } from '../../domain/ids';
import { DIFF_KINDS } from '../../domain/register/officialList';
import type { CivilDate } from '../../domain/time/instant';
import { isoInstant, listOf, named } from '../edge/answerSchemas';
import { idOf, nameText, pageFields } from '../edge/inputSchemas';
import { MOST_FILE_BYTES } from '../imports/importSchemas';

const civilDate = z.iso.date() as unknown as z.ZodType<CivilDate>;
const kind = z.enum(DIFF_KINDS);

export const officialListParams = z.strictObject({ id: idOf<OfficialListId>() });
export const diffLinesQuery = z.strictObject({ ...pageFields, kind: z.exactOptional(kind) });
export const diffTableQuery = z.strictObject({ kind: z.exactOptional(kind) });
export const handInListBody = z.strictObject({
  source: nameText(120).meta({ description: 'Whose list it is; a newer one of the same source takes its place.' }),
  listedOn: civilDate.meta({ description: 'The day of the list.' }),
  fileName: nameText(200),
  content: z
    .base64()
    .min(4)
    .max(Math.ceil(MOST_FILE_BYTES / 3) * 4)
    .meta({ description: 'An xlsx or CSV file (UTF-8, GBK or UTF-16), in base64, at most 10 MB and 10,000 accounts.' }),
});
export const actOnLineBody = z.strictObject({
  key: z
    .string()
    .regex(/^[0-9a-f]{16}$/u)
    .meta({ description: 'As the lines name it.' }),
  reason: z.string().trim().min(1).max(500).meta({ description: 'Kept in the ledger.' }),
  unitId: z.exactOptional(idOf<UnitId>()).meta({ description: 'Of `missing`: where the list does not tell.' }),
  paper: z
    .exactOptional(
      z.strictObject({
        approver: z.string().trim().min(1).max(60),
        documentNumber: z.string().trim().min(1).max(100).nullable().default(null),
        documentTitle: z.string().trim().min(1).max(200).nullable().default(null),
        decidedOn: civilDate,
        noticeUrl: z.exactOptional(z.url({ protocol: /^https?$/ }).max(2_000)),
      }),
    )
    .meta({ description: 'Of `renamed` and `other-sponsor`: what the change goes back to.' }),
});

export const officialListView = named(
  'OfficialList',
  z.strictObject({
    id: z.string(),
    source: z.string(),
    listedOn: z.string(),
    fileName: z.string(),
    sha256: z.string(),
    bytes: z.int(),
    byName: z.string(),
    at: isoInstant,
    lines: z.int(),
    unread: z.int().meta({ description: 'Rows without platform or name.' }),
    counts: z.strictObject({
      ...{ missing: z.int(), extra: z.int(), renamed: z.int(), 'other-sponsor': z.int() },
      ...{ duplicate: z.int(), unclear: z.int() },
    }),
    comparedAt: isoInstant,
    replacedAt: isoInstant.nullable(),
    version: z.int(),
    hasFile: z.boolean().meta({ description: 'Whether the file itself is there to be fetched.' }),
    comparing: z
      .strictObject({ done: z.int(), failure: z.string().nullable() })
      .nullable()
      .meta({ description: 'A comparison under way: accounts of the register read so far; `failure`: given up.' }),
  }),
) satisfies z.ZodType<OfficialListView>;
export const officialListList = listOf('OfficialListList', officialListView);
export const diffLineView = named(
  'DiffLine',
  z.strictObject({
    key: z.string(),
    kind,
    label: z.string(),
    platform: z.enum(PLATFORMS),
    sheet: z.string().nullable(),
    row: z.int().nullable(),
    externalId: z.string(),
    unitId: z.string().nullable(),
    accountId: z.string().nullable(),
    before: z.string(),
    after: z.string(),
    act: z.strictObject({ byName: z.string(), at: isoInstant }).nullable(),
  }),
) satisfies z.ZodType<DiffLineView>;
export const diffLineList = listOf('DiffLineList', diffLineView);
