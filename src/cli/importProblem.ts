import { z } from 'zod';
import { nearest } from '../domain/nearest';
import { IMPORT_KEYS } from './importFileSchema';

/** One row that cannot be taken, with its place in the file and what to do about it, Chinese first. */
export interface ImportProblem {
  readonly path: string;
  readonly message: string;
}

const LISTS: Readonly<Record<string, string>> = { units: '单位', sites: '站点', accounts: '账号', people: '人员' };
const chineseError = z.locales.zhCN().localeError;

/** The place in words, rows counted from 1 as people count them, with the place in the file beside it. */
export function placeInWords(path: string): string {
  const [list = '', index, ...field] = path.split('.');
  const kind = LISTS[list];
  if (kind === undefined || index === undefined || !/^\d+$/.test(index)) return path === '' ? '(file)' : path;
  return `第 ${Number(index) + 1} 个${kind}${field.length === 0 ? '' : `的 ${field.join('.')}`}（${path}）`;
}

/** What the schema found wrong; a key nobody knows is named with the one probably meant. */
export function problemsOf(issue: z.core.$ZodIssue): ImportProblem[] {
  const path = issue.path.map(String).join('.');
  if (issue.code !== 'unrecognized_keys') return [{ path, message: wordsOf(issue) }];
  return issue.keys.map((key) => {
    const suggestion = nearest(key, IMPORT_KEYS);
    const meant = suggestion === null ? '' : `，是否想写 "${suggestion}"？`;
    return { path: path === '' ? key : `${path}.${key}`, message: `没有这个字段${meant} (unknown key)` };
  });
}

function wordsOf(issue: z.core.$ZodIssue): string {
  // A sentence of the schema's own has both languages.
  if (/[\u4E00-\u9FFF]/.test(issue.message)) return issue.message;
  if (issue.code === 'invalid_type' && issue.input === undefined) return '缺少这一项，请补上 (missing)';
  const chinese = chineseError({ ...issue, input: issue.input } as Parameters<typeof chineseError>[0]);
  const said = typeof chinese === 'string' ? chinese : chinese?.message;
  return said === undefined ? issue.message : `${said} (${issue.message})`;
}
