import type { Refusal } from '../../domain/errors';
import { refuse } from '../edge/problem';

/** Why a file is no table that can be read, with what to do about it. */
const SHEET_FAULTS = {
  'old-format': ['这是旧版 Excel（.xls）或加了密码的文件。', '请去掉密码，另存为 .xlsx 或 CSV 后再导入。'],
  'not-a-table': ['文件不是 Excel（.xlsx）或 CSV 表格。', '请导入 .xlsx 或 CSV 文件。'],
  damaged: ['表格文件已损坏，无法读取。', '请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入。'],
  'too-large': ['表格太大。', '请把数据复制到新建的表格中，去掉图片和多余的行列，或分成几个文件后再导入。'],
  'other-calendar': [
    '表格使用 1904 年日期系统，日期会差四年。',
    '请在 Excel 选项中关闭“1904 日期系统”，核对日期后再导入。',
  ],
  encoding: ['CSV 文件的编码无法识别。', '请另存为 UTF-8 编码的 CSV，或直接导入 .xlsx。'],
} as const satisfies Readonly<Record<string, readonly [string, string]>>;
type SheetFault = keyof typeof SHEET_FAULTS;

export function sheetFault(fault: SheetFault): Refusal {
  const [detail, remedy] = SHEET_FAULTS[fault];
  return refuse('invalid-input', detail, { field: 'content', remedy });
}
