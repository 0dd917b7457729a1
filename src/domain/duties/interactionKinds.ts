/**
 * What people write for: 找错、纠错 (晋城市 2019-06-06 九), 咨询 and 投诉 (通政办发〔2015〕3号 五), 意见建议 (2015 年市级实施意见
 * 一（三）), and what has to be looked into (湘西州 2018 第十七条).
 */
export const INTERACTION_KINDS = ['error-report', 'inquiry', 'complaint', 'suggestion', 'verification'] as const;
export type InteractionKind = (typeof INTERACTION_KINDS)[number];
