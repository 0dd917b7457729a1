import type { DocumentText, UnreadReason } from '../../domain/files/documentText';
import type { DocumentTexts } from '../../ports/documentTexts';
import type { PageReading, ReadingReason } from '../reading/guarded/pageReading';
import { documentReading } from './documentReading';

/** A draft is checked again at every save: its files are read once. At most 6 MB of text. */
const MOST_KEPT = 32;

const ENDED: Readonly<Record<ReadingReason, UnreadReason>> = {
  'reading-took-too-long': 'took-too-long',
  'reading-took-too-much-memory': 'too-much',
};

/** Texts of handed-in files, read in threads that are ended where a file takes too long or too much. */
export function createDocumentTexts(reading: PageReading): DocumentTexts {
  const kept = new Map<string, Promise<DocumentText>>();
  const readNow = async (
    { type }: Parameters<DocumentTexts['read']>[0],
    bytes: () => Promise<Uint8Array | null>,
  ): Promise<DocumentText> => {
    const given = await bytes();
    if (given === null) return { kind: 'unread', reason: 'not-there' };
    const end = await reading.run(documentReading, { bytes: given, type });
    return end.kind === 'read' ? end.value : { kind: 'unread', reason: ENDED[end.reason] };
  };
  return {
    read: async (file, bytes) => {
      const key = `${file.type}:${file.sha256}`;
      const known = kept.get(key);
      kept.delete(key);
      const text = known ?? readNow(file, bytes);
      // The one asked for last stands last: what nobody asks for goes first.
      kept.set(key, text);
      const oldest = kept.size > MOST_KEPT ? kept.keys().next().value : undefined;
      if (oldest !== undefined) kept.delete(oldest);
      try {
        const end = await text;
        // What took too long is not tried again at every save of a draft.
        if (end.kind === 'unread' && end.reason === 'not-there') kept.delete(key);
        return end;
      } catch (error) {
        kept.delete(key);
        throw error;
      }
    },
  };
}
