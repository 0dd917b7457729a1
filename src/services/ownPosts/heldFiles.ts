import type { FileId, OwnPostId, UnitId } from '../../domain/ids';
import type { OwnPostContent } from '../../domain/ownPosts/ownPost';
import type { Principal } from '../../domain/people/role';
import type { Instant } from '../../domain/time/instant';
import { notFound } from '../refuse';
import type { ServiceDeps } from '../settings';

/** The SHA-256 of each file, by its id. */
export type FileHashes = ReadonlyMap<FileId, string>;

/**
 * Reads the files of an item: those its author handed in, and those it has already. Another file is as if it were not
 * there. Throws `Refusal` `not-found` with the field.
 */
export async function readFiles(
  { storage }: ServiceDeps,
  { content, id }: { readonly content: OwnPostContent; readonly id: OwnPostId | null },
  principal: Principal,
): Promise<FileHashes> {
  const files = new Map((await storage.files.meta(idsOf(content))).map((file) => [file.id, file] as const));
  const fields = [
    ...content.pictures.map(({ fileId }, at) => ({ fileId, field: `pictures.${at}.fileId` })),
    ...content.attachments.map(({ fileId }, at) => ({ fileId, field: `attachments.${at}.fileId` })),
  ];
  for (const { fileId, field } of fields) {
    const file = files.get(fileId);
    const isTheirs =
      file !== undefined &&
      (file.by.personId === principal.personId ||
        (id !== null && file.holders.some(({ subject }) => subject === subjectOf(id))));
    if (!isTheirs) throw notFound('文件', field);
  }
  return new Map([...files].map(([fileId, { sha256 }]) => [fileId, sha256] as const));
}

/** The item has its files, to be called before it is stored with them. */
export async function holdFiles(
  { storage }: ServiceDeps,
  { content, id, unitId }: { readonly content: OwnPostContent; readonly id: OwnPostId; readonly unitId: UnitId },
): Promise<void> {
  const ids = idsOf(content);
  if (ids.length === 0) return;
  const gone = await storage.files.hold(ids, { subject: subjectOf(id), unitId });
  if (gone.length > 0) throw notFound('文件', content.pictures.length > 0 ? 'pictures' : 'attachments');
}

/** What it had and has no more. */
export async function releaseFiles(
  { storage }: ServiceDeps,
  { id, before, after }: { readonly id: OwnPostId; readonly before: OwnPostContent; readonly after: OwnPostContent },
  now: Instant,
): Promise<void> {
  const kept = new Set(idsOf(after));
  const dropped = idsOf(before).filter((one) => !kept.has(one));
  if (dropped.length > 0) await storage.files.release(dropped, subjectOf(id), now);
}

function subjectOf(id: OwnPostId): string {
  return `own-post:${id}`;
}

function idsOf({ pictures, attachments }: OwnPostContent): readonly FileId[] {
  return [...new Set([...pictures, ...attachments].map(({ fileId }) => fileId))];
}
