import type { DocumentText } from '../../domain/files/documentText';
import type { FileType } from '../../domain/files/fileKind';
import type { ReadingJob } from '../reading/guarded/pageReading';
import { officeText, TooMuch } from './officeText';
import { pdfText, Protected } from './pdfText';

/** As much as is looked through of a draft; whoever goes on behind it is told so. */
export const MOST_DOCUMENT_CHARS = 100_000;

interface DocumentInput {
  readonly bytes: Uint8Array;
  readonly type: FileType;
}

/** What is written in one handed-in file. What is wrong with the file is an answer, not an error. */
export const documentReading: ReadingJob<DocumentInput, DocumentText> = {
  name: 'document-text',
  read: async ({ bytes, type }) => {
    try {
      const text = await textOf(bytes, type);
      if (text.trim() === '') return { kind: 'unread', reason: 'no-text' };
      return { kind: 'text', text: text.slice(0, MOST_DOCUMENT_CHARS), isCut: text.length > MOST_DOCUMENT_CHARS };
    } catch (error) {
      if (error instanceof TooMuch) return { kind: 'unread', reason: 'too-much' };
      return { kind: 'unread', reason: error instanceof Protected ? 'protected' : 'damaged' };
    }
  },
};

async function textOf(bytes: Uint8Array, type: FileType): Promise<string> {
  switch (type) {
    case 'docx':
    case 'xlsx':
    case 'pptx':
    case 'ofd':
      return officeText(bytes, type, MOST_DOCUMENT_CHARS);
    case 'pdf':
      return pdfText(bytes, MOST_DOCUMENT_CHARS);
    case 'txt':
      return new TextDecoder().decode(bytes);
    default:
      // What stands in a picture is read by nobody here.
      return '';
  }
}
