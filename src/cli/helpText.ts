import { VERSION } from '../app/version';
import type { CommandEntry } from './command';

/** The help: every command with its form and effect, first in Chinese, then in English. */
export function helpText(commands: readonly CommandEntry[]): string {
  return `gov-matrix ${VERSION}  政务新媒体矩阵聚合平台

${aligned(commands.map(({ zh }) => zh))}

环境变量见 .env.example。退出码：0 完成，1 失败，2 用法或配置有误。

${aligned(commands.map(({ en }) => en))}

Variables are listed in .env.example. Exit code: 0 done, 1 the work failed, 2 bad usage or configuration.`;
}

function aligned(lines: readonly (readonly [form: string, effect: string])[]): string {
  const widest = Math.max(...lines.map(([form]) => columnsOf(form)));
  return lines
    .map(([form, effect]) => `  gov-matrix ${form}${' '.repeat(widest - columnsOf(form) + 2)}${effect}`)
    .join('\n');
}

/** Columns on a terminal: a Chinese character takes two. */
function columnsOf(text: string): number {
  return [...text].reduce((columns, character) => columns + (character > '\u2e80' ? 2 : 1), 0);
}
