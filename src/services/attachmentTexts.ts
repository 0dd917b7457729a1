import type { ContentHit } from '../domain/content/contentHit';
import type { ContentContext } from '../domain/content/inspectContent';
import type { UnreadReason } from '../domain/files/documentText';
import type { StoredFile } from '../domain/files/file';
import type { FileId } from '../domain/ids';
import type { HeldFiles } from './heldFiles';
import type { ServiceDeps } from './settings';

/** An attachment as far as its text is known. */
export type ReadAttachment = { readonly at: number; readonly name: string } & (
  | { readonly kind: 'text'; readonly text: string; readonly isCut: boolean; readonly hits: readonly ContentHit[] }
  | { readonly kind: 'unread'; readonly reason: UnreadReason }
);

/** Reads attachments in their order and looks through each for what the content packs find. */
export type ReadAttachments = (
  attachments: readonly { readonly fileId: FileId }[],
  files: HeldFiles,
  context: Pick<ContentContext, 'writtenOn' | 'mandatedTitles'>,
) => Promise<readonly ReadAttachment[]>;

/** A draft is checked at every save: what was found in a file that day is kept. 100,000 characters take 0.15 s. */
const MOST_KEPT = 32;

/**
 * Attachments are held against the packs without guesses about single characters, which are of running text and take
 * ten times as long. Without a reader of documents nothing is said of them.
 */
export function createReadAttachments({ storage, documentTexts, settings }: ServiceDeps): ReadAttachments {
  const kept = new Map<string, readonly ContentHit[]>();
  const hitsOf = (key: string, text: string, context: Parameters<ReadAttachments>[2]): readonly ContentHit[] => {
    const known = kept.get(key);
    kept.delete(key);
    const hits = known ?? settings.content.inspect(text, { ...context, knowledge: null });
    kept.set(key, hits);
    const oldest = kept.size > MOST_KEPT ? kept.keys().next().value : undefined;
    if (oldest !== undefined) kept.delete(oldest);
    return hits;
  };
  const readOne = async (
    { id, sha256, type, name }: StoredFile,
    at: number,
    context: Parameters<ReadAttachments>[2],
  ): Promise<readonly ReadAttachment[]> => {
    if (documentTexts === undefined) return [];
    const read = await documentTexts.read({ sha256, type }, () => storage.files.read(id));
    if (read.kind === 'unread') return [{ at, name, ...read }];
    const key = [sha256, context.writtenOn, ...context.mandatedTitles].join('\n');
    return [{ at, name, ...read, hits: hitsOf(key, read.text, context) }];
  };
  return async (attachments, files, context) => {
    const read: ReadAttachment[] = [];
    // One after the other: what is looked through here holds up others for as long as one file takes.
    for (const [at, { fileId }] of attachments.entries()) {
      const file = files.get(fileId);
      if (file !== undefined) read.push(...(await readOne(file, at, context)));
    }
    return read;
  };
}
