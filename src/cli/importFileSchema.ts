import { z } from 'zod';
import { PLATFORMS } from '../domain/accounts/account';
import { MAX_SITE_KEY, SITE_IDENTIFIER } from '../domain/accounts/site';
import { REGION_CODE, SECTOR_KEY, UNIT_LEVELS } from '../domain/accounts/unit';
import { USERNAME } from '../domain/people/person';
import { ROLES } from '../domain/people/role';
import { visibleText } from '../domain/text/visibleText';
import { importedDay, importedFiling, importedSiteFiling } from './importFilingSchema';

/** Names the store can keep as they are, and texts of a bounded size. */
const named = z.record(z.string().regex(/^[A-Za-z][\w-]{0,59}$/), z.string().max(20_000));

/** Shown to people wherever the row is, as it is read: blanks and signs that nobody sees alone would show nothing. */
const shownName = z
  .string()
  .overwrite((text) => visibleText(text).trim())
  .regex(/\S/, '名称不能为空或只有空格，请填写名称 (the name is blank: write one)');

/**
 * The file an office imports: its units, accounts with their credentials, and people.
 * Adding only: a row that is there already is updated in name and settings; nothing is ever deleted by an import.
 */
export const importFileSchema = z.strictObject({
  units: z
    .array(
      z.strictObject({
        key: z.string().min(1).max(64),
        name: shownName.max(120),
        parent: z.string().nullable(),
        level: z.enum(UNIT_LEVELS),
        // Absent: what is stored stays.
        sectors: z
          .array(z.string().regex(SECTOR_KEY, '领域代码见 config/sectors.json (a key of config/sectors.json)'))
          .max(20)
          .exactOptional(),
        region: z
          .string()
          .regex(REGION_CODE, '行政区划代码为 2、4、6、9 或 12 位数字 (a code of GB/T 2260: 2, 4, 6, 9 or 12 digits)')
          .or(z.literal(''))
          .exactOptional(),
      }),
    )
    .max(20_000),
  // Absent or empty: portal accounts of one unit on one host are one site.
  sites: z
    .array(
      z.strictObject({
        key: z.string().min(1).max(MAX_SITE_KEY),
        unit: z.string(),
        name: shownName.max(120),
        homeUrl: z.url({ protocol: /^https?$/ }),
        identifierCode: z
          .string()
          .regex(SITE_IDENTIFIER, '网站标识码为 10 位数字 (ten digits)')
          .nullable()
          .default(null),
        // The externalId of one of its columns; null: the one that is named stays, or the one that can publish is taken.
        repostColumn: z.string().min(1).max(500).nullable().default(null),
        // Absent: what is stored stays, also of each field.
        filing: importedSiteFiling.exactOptional(),
      }),
    )
    .max(20_000)
    .exactOptional(),
  accounts: z
    .array(
      z.strictObject({
        unit: z.string(),
        platform: z.enum(PLATFORMS),
        externalId: z.string().min(1).max(500),
        name: shownName.max(120),
        homeUrl: z.url({ protocol: /^https?$/ }),
        columnClass: z.enum(['account', 'news', 'notices', 'other']).default('account'),
        region: z.string().max(60).default(''),
        openedOn: importedDay.nullable().default(null),
        settings: named.default({}),
        credential: named.nullable().default(null),
        // The key of a site, for portal accounts; absent: the site it belongs to, else by unit and host.
        site: z.string().min(1).max(MAX_SITE_KEY).exactOptional(),
        // Absent: what is stored stays, also of each field.
        filing: importedFiling.exactOptional(),
      }),
    )
    .max(20_000),
  people: z
    .array(
      z.strictObject({
        username: z
          .string()
          .regex(USERNAME, '用户名为 2 至 40 个小写字母、数字、点、下划线或连字符 (2 to 40 of a-z 0-9 . _ -)'),
        name: shownName.max(60),
        role: z.enum(ROLES),
        unit: z.string().nullable(),
        // Without one the password that is set stays; a new person then signs in by link only.
        password: z.string().min(10, '密码至少 10 个字符 (at least 10 characters)').max(200).nullable().default(null),
      }),
    )
    .max(5_000)
    .default([]),
});
export type ImportFile = z.infer<typeof importFileSchema>;

/** Every name a key of the file can have, for suggestions. */
export const IMPORT_KEYS: readonly string[] = [
  ...Object.keys(importFileSchema.shape),
  'key',
  'name',
  'parent',
  'level',
  'sectors',
  'unit',
  'platform',
  'externalId',
  'homeUrl',
  'columnClass',
  'region',
  'openedOn',
  'settings',
  'credential',
  'site',
  'identifierCode',
  'repostColumn',
  'username',
  'role',
  'password',
  'filing',
  ...Object.keys(importedFiling.shape),
  ...Object.keys(importedSiteFiling.shape),
];
