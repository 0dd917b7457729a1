import { officeKindOf } from './officeKind';
import { pictureOf } from './pictureHeader';

/** What is taken, and what each is to a browser. Nothing that could carry out instructions there is among them. */
export const FILE_TYPES = {
  jpeg: { group: 'picture', mediaType: 'image/jpeg', endings: ['jpg', 'jpeg'] },
  png: { group: 'picture', mediaType: 'image/png', endings: ['png'] },
  gif: { group: 'picture', mediaType: 'image/gif', endings: ['gif'] },
  webp: { group: 'picture', mediaType: 'image/webp', endings: ['webp'] },
  pdf: { group: 'attachment', mediaType: 'application/pdf', endings: ['pdf'] },
  docx: {
    group: 'attachment',
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    endings: ['docx'],
  },
  xlsx: {
    group: 'attachment',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    endings: ['xlsx'],
  },
  pptx: {
    group: 'attachment',
    mediaType: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    endings: ['pptx'],
  },
  ofd: { group: 'attachment', mediaType: 'application/ofd', endings: ['ofd'] },
  txt: { group: 'attachment', mediaType: 'text/plain; charset=utf-8', endings: ['txt'] },
} as const;
export type FileType = keyof typeof FILE_TYPES;
export type FileGroup = 'picture' | 'attachment';

/** Largest of each, in bytes. */
export const MOST_BYTES: Readonly<Record<FileGroup, number>> = {
  picture: 5 * 1024 * 1024,
  attachment: 20 * 1024 * 1024,
};
export const MOST_FILE_BYTES = MOST_BYTES.attachment;
/** More would fill the memory of whoever looks at it. */
const MOST_PIXELS = 50_000_000;

export interface FileKind {
  readonly type: FileType;
  /** In pixels; null: no picture. */
  readonly width: number | null;
  readonly height: number | null;
}

export type FileFault = 'empty' | 'not-taken' | 'has-macros' | 'too-large' | 'too-many-pixels' | 'cut-off';

/**
 * What these bytes are, by themselves: never by a name or by what somebody says of them. A fault where they are nothing
 * that is taken (a page, a drawing in SVG, an archive, a program), or too much.
 */
export function fileKindOf(bytes: Uint8Array): FileKind | FileFault {
  if (bytes.length === 0) return 'empty';
  const picture = pictureOf(bytes);
  if (picture === 'cut-off') return picture;
  if (picture !== null) {
    if (bytes.length > MOST_BYTES.picture) return 'too-large';
    return picture.width * picture.height > MOST_PIXELS ? 'too-many-pixels' : picture;
  }
  const type = attachmentOf(bytes);
  if (type === null) return 'not-taken';
  if (type === 'has-macros') return type;
  return bytes.length > MOST_BYTES.attachment ? 'too-large' : { type, width: null, height: null };
}

export function groupOf(type: FileType): FileGroup {
  return FILE_TYPES[type].group;
}

function attachmentOf(bytes: Uint8Array): FileType | 'has-macros' | null {
  if (beginsWith(bytes, '%PDF-')) return 'pdf';
  if (beginsWith(bytes, 'PK\u0003\u0004')) return officeKindOf(bytes);
  return isPlainText(bytes) ? 'txt' : null;
}

function beginsWith(bytes: Uint8Array, text: string): boolean {
  return bytes.length >= text.length && [...text].every((sign, at) => bytes[at] === sign.charCodeAt(0));
}

/** UTF-8 without control signs, and nothing that begins as a page, a drawing or another marked-up text does. */
function isPlainText(bytes: Uint8Array): boolean {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return false;
  }
  return !/[\0-\x08\x0E-\x1F\x7F]/.test(text) && !/^\s*</.test(text);
}
