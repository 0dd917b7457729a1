import { visibleText } from '../text/visibleText';
import { FILE_TYPES, groupOf, type FileType } from './fileKind';

const MOST_SIGNS = 100;

/**
 * The name a file is shown and saved under: the last piece of any path, without signs that nobody sees, that turn the
 * writing around or that no file system takes, and with the ending of what the bytes are.
 */
export function fileNameOf(given: string, type: FileType): string {
  const piece = visibleText(given.normalize('NFC').split(/[/\\]/).at(-1) ?? '')
    .replace(/[\r\n\t]/g, ' ')
    .replace(/[<>:"|?*;%]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/[.\s]+$/, '');
  const endings: readonly string[] = FILE_TYPES[type].endings;
  const [, stem = piece, ending = ''] = /^(.*)\.([A-Za-z0-9]{1,5})$/.exec(piece) ?? [];
  const isSame = endings.includes(ending.toLowerCase());
  const bare = (isSame ? stem : piece).replace(/^[.\s]+/, '');
  const kept = [...bare].slice(0, MOST_SIGNS).join('').trim();
  const named = kept === '' ? (groupOf(type) === 'picture' ? '图片' : '附件') : kept;
  return `${named}.${isSame ? ending.toLowerCase() : (endings[0] ?? type)}`;
}
