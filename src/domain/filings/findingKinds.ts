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

/** Each kind with the clause it goes back to; the order is that in which they are shown. */
export const FILING_FINDING_RULES: Readonly<Record<FilingFindingKind, KindRule>> = {
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
  'no-account': {
    source: FILED_BY_LEVEL,
    clause: '县级以上须开设政务新媒体，其他单位按需开设。',
    severity: 'problem',
    by: 'rules',
  },
  'lacks-platform': {
    source: '关于加强政府网站信息内容建设的意见（2015，二（一））',
    clause: '县级以上政府部门要全面开通官方微博和微信。',
    severity: 'notice',
    by: 'rules',
  },
};
