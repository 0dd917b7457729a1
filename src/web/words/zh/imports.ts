import type { ImportState } from '../../../domain/register/import';
import type { RegisterKind } from '../../../domain/register/columns';
import type { PlannedRow } from '../../../domain/register/planning';

const kind: Record<RegisterKind, string> = { units: '单位', sites: '网站', accounts: '账号', people: '人员' };
const outcome: Record<PlannedRow['outcome'], string> = { new: '新增', unchanged: '无变化', differs: '与登记不同' };
const state: Record<ImportState, string> = {
  draft: '待执行',
  applying: '正在导入',
  applied: '已导入',
  failed: '未完成',
  undoing: '正在撤回',
  undone: '已撤回',
};

/** Tables of the register in and out. */
export const imports = {
  title: '导入',
  intro: '从 Excel 或 CSV 表格导入单位、网站、账号和人员。先核对，不写入；确认后整份导入。',
  kind,
  outcome,
  state,
  file: '选择表格文件（.xlsx 或 .csv，不超过 10 MB）',
  drop: '把文件拖到这里，或按下面的按钮选择。',
  updates: '已登记的内容与表格不同时，按表格修改',
  check: '核对',
  tooLarge: '文件超过 10 MB，请分成几个文件。',
  template: '下载模板',
  exportXlsx: '导出 Excel',
  exportCsv: '导出账号 CSV',
  history: '导入记录',
  none: '还没有导入过表格。',
  columns: { file: '文件', state: '状态', by: '上传人', at: '时间', counts: '内容' },
  counts: (fresh: string, differs: string, faults: string) => `新增 ${fresh}，不同 ${differs}，问题 ${faults}`,
  faults: {
    title: '问题和提示',
    none: '没有问题。',
    sheet: '工作表',
    place: '位置',
    header: '列',
    value: '内容',
    message: '说明',
    fault: '问题',
    notice: '提示',
    all: '全部工作表',
    whole: '整张表',
    row: (row: string) => `第 ${row} 行`,
  },
  rows: {
    title: '各行结果',
    none: '没有这样的行。',
    kind: '类别',
    name: '名称',
    outcome: '结果',
    changes: '不同之处',
    change: (field: string, before: string, after: string) => `${field}：${before} → ${after}`,
    empty: '（空）',
  },
  hash: (sha256: string) => `文件 SHA-256：${sha256}`,
  left: (count: string) => `有 ${count} 行与登记不同，保持不变。要按表格修改，请重新上传并勾选修改。`,
  blocked: (count: string) => `还有 ${count} 处问题，改正后重新上传。未导入任何内容。`,
  apply: '执行导入',
  nothing: '没有需要导入的内容。',
  progress: (part: string, done: string, total: string) => `正在导入${part}：${done} / ${total}`,
  parts: { units: '单位', sites: '网站', accounts: '账号', people: '人员', ledger: '台账' },
  applied: '导入完成。',
  failed: (why: string) => `导入未完成：${why}`,
  again: '重新执行',
};
