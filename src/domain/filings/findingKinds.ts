import type { CoverageRequirement, CoverageRules } from './coverage';

/** What can be wrong with what is filed (备案问题). */
export const FILING_FINDING_KINDS = [
  'unfiled',
  'revived',
  'reported',
  'not-in-list',
  'duplicate',
  'name-differs',
  'certification-ending',
  'certification-ended',
  'contract-ended',
  'no-account',
  'lacks-platform',
  'onboarding-late',
] as const;
export type FilingFindingKind = (typeof FILING_FINDING_KINDS)[number];

interface KindRule {
  /** The text it goes back to, and what that text says. */
  readonly source: string;
  readonly clause: string;
  readonly severity: 'problem' | 'notice';
  /** `rules`: follows from what is stored. `people`: somebody has said it, and what is stored can only end it. */
  readonly by: 'rules' | 'people';
}

const FILED_BY_LEVEL = '国办发〔2018〕123号';

/** Each kind with the clause it goes back to. What a unit must have is settled by the office: `findingRule`. */
export const FILING_FINDING_RULES: Readonly<Record<Exclude<FilingFindingKind, CoverageRequirement>, KindRule>> = {
  unfiled: {
    source: FILED_BY_LEVEL,
    clause: '分级备案：开设、变更、关停、注销均向主管单位备案。',
    severity: 'problem',
    by: 'rules',
  },
  revived: {
    source: FILED_BY_LEVEL,
    clause: '分级备案：开设、变更、关停、注销均向主管单位备案。',
    severity: 'problem',
    by: 'rules',
  },
  reported: {
    source: FILED_BY_LEVEL,
    clause: '分级备案：开设、变更、关停、注销均向主管单位备案。',
    severity: 'problem',
    by: 'people',
  },
  'not-in-list': {
    source: FILED_BY_LEVEL,
    clause: '分级备案：开设、变更、关停、注销均向主管单位备案。',
    severity: 'problem',
    by: 'people',
  },
  duplicate: {
    source: FILED_BY_LEVEL,
    clause: '一个单位原则上在同一平台只开设一个账号。',
    severity: 'notice',
    by: 'rules',
  },
  'name-differs': {
    source: FILED_BY_LEVEL,
    clause: '同一单位在不同平台上的账号名称原则上保持一致。',
    severity: 'notice',
    by: 'rules',
  },
  'certification-ending': {
    source: FILED_BY_LEVEL,
    clause: '主办单位名称在公开认证信息中标明。',
    severity: 'notice',
    by: 'rules',
  },
  'certification-ended': {
    source: FILED_BY_LEVEL,
    clause: '主办单位名称在公开认证信息中标明。',
    severity: 'problem',
    by: 'rules',
  },
  'contract-ended': {
    source: FILED_BY_LEVEL,
    clause: '主办单位可委托运维，对账号负责。',
    severity: 'notice',
    by: 'rules',
  },
  // What it goes back to is said by the plan; this is the text that asks for such plans.
  'onboarding-late': {
    source: '晋城市 2019-06-06',
    clause: '四：2019年底基本进驻、2020年底全部进驻以“晋城在线”为龙头的新媒体矩阵。',
    severity: 'problem',
    by: 'rules',
  },
};

/** The rule of a kind, as the office has settled it. */
export function findingRule(kind: FilingFindingKind, coverage: CoverageRules): KindRule {
  if (!isCoverage(kind)) return FILING_FINDING_RULES[kind];
  const { weight, source, clause } = coverage[kind];
  return { source, clause, severity: weight === 'problem' ? 'problem' : 'notice', by: 'rules' };
}

/** Whether a person has said it, rather than that it follows from what is stored. */
export function isSaidByPeople(kind: FilingFindingKind): boolean {
  return !isCoverage(kind) && FILING_FINDING_RULES[kind].by === 'people';
}

function isCoverage(kind: FilingFindingKind): kind is CoverageRequirement {
  return !(kind in FILING_FINDING_RULES);
}
