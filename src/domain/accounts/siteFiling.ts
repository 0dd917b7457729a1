import { addCivilDays } from '../time/civil';
import type { CivilDate } from '../time/instant';
import { isWritten } from '../writtenText';

/**
 * What becomes of a website that stands on its own: `keep` for a stated legal basis (通化县 通政办发〔2015〕3号 十一: 确需保留
 * 独立建设网站的，须提供相关法规、文件依据、情况说明并备案), `migrate` to the common platform by a day (the same: 三年内完成网站迁移;
 * a city's opinion of 2015, 三(一): 2017年年底全部迁移), or `close` by a day (the same opinion, 三(二); 烟台 2015: 241 closed).
 */
export const SITE_PLANS = ['keep', 'migrate', 'close'] as const;
export type SitePlan = (typeof SITE_PLANS)[number];

/** What is filed of a website beside its 网站标识码; null: not stated. */
export interface SiteFiling {
  /** ICP 备案号. */
  readonly icpNumber: string | null;
  /** 公安备案号. */
  readonly policeNumber: string | null;
  readonly plan: SitePlan | null;
  /** The law or document a site is kept, moved or closed by. */
  readonly planBasis: string | null;
  /** Until when it is to be moved or closed, and when that was done. */
  readonly planBy: CivilDate | null;
  readonly planDoneOn: CivilDate | null;
}
export type SiteFilingField = keyof SiteFiling;
/** What is absent stays as it is stored. */
export type SiteFilingChange = { readonly [field in SiteFilingField]?: SiteFiling[field] };

export const NO_SITE_FILING: SiteFiling = {
  ...{ icpNumber: null, policeNumber: null, plan: null, planBasis: null, planBy: null, planDoneOn: null },
};
export const SITE_FILING_FIELDS = Object.keys(NO_SITE_FILING) as readonly SiteFilingField[];

const PROVINCE = '[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]';
/** `吉ICP备05008513号`, with `-2` for the second site of one holder. */
const ICP_NUMBER = new RegExp(`^${PROVINCE}ICP[备证]\\d{5,10}号(?:-\\d{1,3})?$`, 'u');
/** `浙公网安备33010602001234号`. */
const POLICE_NUMBER = new RegExp(`^${PROVINCE}公网安备\\d{11,14}号$`, 'u');

export type SiteFilingFault = 'icp' | 'police' | 'basis-missing' | 'deadline-missing' | 'future';

/** The numbers as they are registered: half-width, capitals, without blanks. */
function plainNumber(text: string): string {
  return text.normalize('NFKC').replace(/\s/gu, '').toUpperCase();
}

/** The record after a change. What a site is kept for, or moved by, goes with the plan. */
export function siteFilingAfter(before: SiteFiling, change: SiteFilingChange): SiteFiling {
  const after = { ...before, ...change };
  const [icp, police] = [plainNumber(after.icpNumber ?? ''), plainNumber(after.policeNumber ?? '')];
  const basis = after.planBasis ?? '';
  const isMoved = after.plan === 'migrate' || after.plan === 'close';
  return {
    icpNumber: icp === '' ? null : icp,
    policeNumber: police === '' ? null : police,
    plan: after.plan,
    planBasis: isWritten(basis) && after.plan !== null ? basis.trim() : null,
    planBy: isMoved ? after.planBy : null,
    planDoneOn: isMoved ? after.planDoneOn : null,
  };
}

/** What is wrong with a record, by field. `today`: nothing was done after it; null: that is not asked. */
export function siteFilingFaults(
  filing: SiteFiling,
  today: CivilDate | null,
): readonly { readonly field: SiteFilingField; readonly fault: SiteFilingFault }[] {
  const { icpNumber, policeNumber, plan, planBasis, planBy, planDoneOn } = filing;
  const faults: [SiteFilingField, SiteFilingFault, boolean][] = [
    ['icpNumber', 'icp', icpNumber !== null && !ICP_NUMBER.test(icpNumber)],
    ['policeNumber', 'police', policeNumber !== null && !POLICE_NUMBER.test(policeNumber)],
    ['planBasis', 'basis-missing', plan === 'keep' && planBasis === null],
    ['planBy', 'deadline-missing', (plan === 'migrate' || plan === 'close') && planBy === null],
    ['planDoneOn', 'future', today !== null && planDoneOn !== null && planDoneOn > today],
  ];
  return faults.flatMap(([field, fault, holds]) => (holds ? [{ field, fault }] : []));
}

/** How a site stands with what is to become of it. */
export const SITE_PLAN_STATES = ['kept', 'open', 'soon', 'overdue', 'done'] as const;
export type SitePlanState = (typeof SITE_PLAN_STATES)[number];
/** Shown as pressing from here on; a proposal of ours, no rule. */
const SOON_DAYS = 30;

/** Null: nothing is to become of it. The day of the deadline is still in time. */
export function sitePlanState(
  { plan, planBy, planDoneOn }: Pick<SiteFiling, 'plan' | 'planBy' | 'planDoneOn'>,
  today: CivilDate,
): SitePlanState | null {
  if (plan === null) return null;
  if (plan === 'keep') return 'kept';
  if (planDoneOn !== null) return 'done';
  if (planBy === null) return 'open';
  if (today > planBy) return 'overdue';
  return planBy <= addCivilDays(today, SOON_DAYS) ? 'soon' : 'open';
}

/** One field before and after, as the ledger keeps it. */
export function siteFilingChanges(
  before: SiteFiling,
  after: SiteFiling,
): readonly { readonly field: SiteFilingField; readonly from: string | null; readonly to: string | null }[] {
  return SITE_FILING_FIELDS.flatMap((field) =>
    before[field] === after[field] ? [] : [{ field, from: before[field], to: after[field] }],
  );
}
