import type { TableProblemCode } from '../../../domain/oncall/dutyTable';
import type { HoleReason } from '../../../domain/oncall/onDuty';
import type { DutySource } from '../../../domain/oncall/roster';

const dutySource: Record<DutySource, string> = { import: '表格导入', hand: '手工填写', rotation: '轮值排班' };
const holeReason: Record<HoleReason, string> = {
  'not-filled': '未排班',
  'nobody-named': '无人值班',
  'all-disabled': '值班人员均已停用',
  'roster-off': '值班表已停用',
};
/** What is wrong with a table, and what to do. */
const tableProblem: Record<TableProblemCode, string> = {
  'no-header': '没有找到表头：需要有“日期”和“值班人员”两列',
  'no-days': '表头下没有日期',
  'too-many-days': '天数过多，一次最多 367 天',
  'date-unreadable': '日期无法识别，请写成 2026-10-01',
  'date-without-year': '日期没有年份，请写成 2026-10-01',
  'date-twice': '日期重复',
  'too-many-people': '一天的人员过多，最多 20 人',
  'person-unknown': '没有这个人员，请核对姓名，或填写账号',
  'person-elsewhere': '此人不属于值班表的单位，可写成 姓名（单位）',
  'person-ambiguous': '有同名人员，请填写账号、电话，或写成 姓名（单位）',
  'person-disabled': '此人已停用',
};

/** Words for the codes of who is on duty. */
export const oncallCodes = { dutySource, holeReason, tableProblem };
