import type { InteractionSource } from '../../../domain/duties/interaction';
import type { InteractionKind } from '../../../domain/duties/interactionKinds';
import type { Sheet, SheetCell } from '../../../domain/register/sheet';
import { CIVIL_OFFSET_MS } from '../../../domain/time/civil';
import { DAY_MS, SECOND_MS } from '../../../domain/time/instant';
import { codes } from '../../../wording/zh/codes';
import { invalidInput } from '../../refuse';
import type { IncomingMessage } from './contract';

/** The heads of the columns, and what each is; those with a star are needed. */
const COLUMNS = {
  来源: 'source',
  编号: 'sourceId',
  类别: 'kind',
  标题: 'title',
  内容: 'text',
  收到时间: 'receivedAt',
  留言人: 'authorName',
  链接: 'link',
  办理单位: 'unitName',
} as const;
const NEEDED = ['来源', '编号', '标题', '内容', '收到时间'] as const;
/** Cells are read up to this length: one that is as long was cut off. */
const LONGEST_CELL = 2_000;
const MOST_LINES = 2_000;

/** The messages of the first sheet of a file. Throws `Refusal` `invalid-input` naming what the sheet lacks. */
export function messagesOfSheet(sheets: readonly Sheet[]): readonly IncomingMessage[] {
  const [head, ...rows] = sheets[0]?.rows ?? [];
  const heads = (head?.cells ?? []).map((cell) => cell?.text.trim() ?? '');
  const missing = NEEDED.filter((name) => !heads.includes(name));
  if (missing.length > 0)
    throw invalidInput(
      'content',
      `表格缺少列：${missing.join('、')}。`,
      `第一行应为列名：${Object.keys(COLUMNS).join('、')}。`,
    );
  if (sheets[0]?.countsFrom1904 === true)
    throw invalidInput('content', '表格的日期从 1904 年算起。', '请在表格软件中关闭“1904 日期系统”后另存。');
  if (rows.length > MOST_LINES) throw invalidInput('content', `表格超过 ${MOST_LINES} 行。`, '请分成几个文件导入。');
  const at = (name: keyof typeof COLUMNS): number => heads.indexOf(name);
  return rows.map(({ cells }) => {
    const textOf = (name: keyof typeof COLUMNS): string => cells[at(name)]?.text.trim() ?? '';
    const orNull = (name: keyof typeof COLUMNS): string | null => (textOf(name) === '' ? null : textOf(name));
    const body = textOf('内容');
    const kind = textOf('类别');
    return {
      source: codeOf(codes.interactionSource, textOf('来源')) as InteractionSource,
      sourceId: textOf('编号'),
      ...(kind === '' ? {} : { kind: codeOf(codes.interactionKind, kind) as InteractionKind }),
      title: textOf('标题'),
      // What was cut off is refused as too long, never stored as if it were all.
      text: body.length >= LONGEST_CELL ? body.repeat(3) : body,
      ...{ authorName: orNull('留言人'), link: orNull('链接'), unitId: null },
      receivedAt: instantText(cells[at('收到时间')] ?? null),
      ...(textOf('办理单位') === '' ? {} : { unitName: textOf('办理单位') }),
    };
  });
}

const DAYS_TO_1970 = 25_569;
const MOST_MS = 8e15;

/** The code that is worded so, or the text as it stands: it may be the code itself. */
function codeOf(words: Readonly<Record<string, string>>, text: string): string {
  return Object.entries(words).find(([, word]) => word === text)?.[0] ?? text;
}

/** `2026-09-18 09:30` of a sheet is civil time of Beijing. */
function instantText(cell: SheetCell | null): string {
  const text = cell?.text.trim() ?? '';
  // Workbooks count days from the end of 1899.
  if (cell?.kind === 'number') {
    const atMs = Math.round((Number(text) - DAYS_TO_1970) * (DAY_MS / SECOND_MS)) * SECOND_MS - CIVIL_OFFSET_MS;
    return Number.isFinite(atMs) && Math.abs(atMs) < MOST_MS ? new Date(atMs).toISOString() : text;
  }
  const [, day, time, seconds] =
    /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})(:\d{2})?$/.exec(text.replaceAll('/', '-')) ?? [];
  return day === undefined || time === undefined ? text : `${day}T${time}${seconds ?? ':00'}+08:00`;
}
