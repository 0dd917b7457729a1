import { z } from 'zod';
import { REPOST_COLUMN_REASONS } from '../../domain/accounts/site';
import type { SiteId, UnitId } from '../../domain/ids';
import type { SiteDetailView, SiteView } from '../../api/sites';
import { listOf, named } from '../edge/answerSchemas';
import { idOf, pageFields } from '../edge/inputSchemas';
import { accountView } from './accountSchemas';

export const siteParams = z.strictObject({ id: idOf<SiteId>() });
export const sitesQuery = z.strictObject({
  unit: z.exactOptional(idOf<UnitId>()),
  q: z
    .exactOptional(z.string().trim().min(1).max(100))
    .meta({ description: "Part of the site's name, taken literally." }),
  ...pageFields,
});

const siteFields = {
  id: z.string(),
  key: z.string(),
  name: z.string(),
  unitId: z.string(),
  unitName: z.string(),
  homeUrl: z.string(),
  identifierCode: z.string().nullable(),
  repostColumn: z.strictObject({ accountId: z.string().nullable(), reason: z.enum(REPOST_COLUMN_REASONS) }),
  columnCount: z.int(),
};
const siteView = named('Site', z.strictObject(siteFields)) satisfies z.ZodType<SiteView>;
export const siteList = listOf('SiteList', siteView);
export const siteDetailView = named(
  'SiteDetail',
  z.strictObject({ ...siteFields, columns: z.array(accountView) }),
) satisfies z.ZodType<SiteDetailView>;
