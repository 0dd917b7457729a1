import { z } from 'zod';
import {
  FILING_FIELDS,
  filingFaults,
  MOST_COUNTED,
  type FilingChange,
  type FilingFault,
  type FilingField,
} from '../domain/accounts/filing';
import {
  NO_SITE_FILING,
  SITE_PLANS,
  siteFilingAfter,
  siteFilingFaults,
  type SiteFilingChange,
  type SiteFilingFault,
  type SiteFilingField,
} from '../domain/accounts/siteFiling';
import { asCivilDate } from '../domain/time/civil';
import type { CivilDate } from '../domain/time/instant';

const NO_SUCH_DAY =
  '日历上没有这一天；请写成 2026-02-28 这样的真实日期，不知道就写 null (no such day; write a date such as 2026-02-28, or null)';

/** A day as people write it in the file. */
export const importedDay = z.string().refine((text) => asCivilDate(text) !== null, NO_SUCH_DAY);

// The refinement above is what makes a text a civil date: a schema cannot say so itself, hence the cast.
const day = (importedDay as unknown as z.ZodType<CivilDate>).nullable().exactOptional();
const text = (field: { readonly most: number }) => z.string().max(field.most).nullable().exactOptional();
const count = z.int().min(0).max(MOST_COUNTED).nullable().exactOptional();

const FAULTS: Readonly<Record<FilingFault, string>> = {
  phone: '不是电话号码，请写成 0356-2198765 或 13812341234 (not a telephone number)',
  undated: '请同时写明统计日期 (say of which day the count is)',
  uncounted: '写了统计日期而没有数字，请一并填写 (a day without its count)',
  future: '这一天还没有到 (this day is still to come)',
};

/** The filing record of an account (备案). Absent: what is stored stays; null: not stated. */
export const importedFiling = z
  .strictObject({
    supervisingBody: text(FILING_FIELDS.supervisingBody),
    certifiedSubject: text(FILING_FIELDS.certifiedSubject),
    certifiedUntil: day,
    purpose: text(FILING_FIELDS.purpose),
    contactName: text(FILING_FIELDS.contactName),
    contactPhone: text(FILING_FIELDS.contactPhone),
    infoChief: text(FILING_FIELDS.infoChief),
    infoOfficers: text(FILING_FIELDS.infoOfficers),
    contractor: text(FILING_FIELDS.contractor),
    contractEndsOn: day,
    isMain: z.boolean().nullable().exactOptional(),
    filingNumber: text(FILING_FIELDS.filingNumber),
    filedOn: day,
    fans: count,
    fansCountedOn: day,
    posts: count,
    postsCountedOn: day,
  } satisfies Readonly<Record<FilingField, z.ZodType>>)
  .superRefine((filing, context) => {
    for (const { field, fault } of filingFaults(filing, null))
      context.addIssue({ code: 'custom', path: [field], message: FAULTS[fault], input: filing[field] });
  }) satisfies z.ZodType<FilingChange>;

const SITE_FAULTS: Readonly<Record<SiteFilingFault, string>> = {
  icp: 'ICP备案号应如 吉ICP备05008513号 (such as 吉ICP备05008513号)',
  police: '公安备案号应如 浙公网安备33010602001234号 (such as 浙公网安备33010602001234号)',
  'basis-missing': '保留独立网站须写明法规或文件依据 (say by which law or document it is kept)',
  'deadline-missing': '请写明迁移或关闭的期限 (say by when it is moved or closed)',
  future: '这一天还没有到 (this day is still to come)',
};

/** What is filed of a website. Absent: what is stored stays; null: not stated. */
export const importedSiteFiling = z
  .strictObject({
    icpNumber: z.string().max(60).nullable().exactOptional(),
    policeNumber: z.string().max(60).nullable().exactOptional(),
    plan: z.enum(SITE_PLANS).nullable().exactOptional(),
    planBasis: z.string().max(500).nullable().exactOptional(),
    planBy: day,
    planDoneOn: day,
  } satisfies Readonly<Record<SiteFilingField, z.ZodType>>)
  .superRefine((filing, context) => {
    for (const { field, fault } of siteFilingFaults(siteFilingAfter(NO_SITE_FILING, filing), null))
      context.addIssue({ code: 'custom', path: [field], message: SITE_FAULTS[fault], input: filing[field] });
  }) satisfies z.ZodType<SiteFilingChange>;
