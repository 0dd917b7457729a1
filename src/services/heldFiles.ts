import type { StoredFile } from '../domain/files/file';
import type { FileId, UnitId } from '../domain/ids';
import type { Principal } from '../domain/people/role';
import { notFound } from './refuse';
import type { ServiceDeps } from './settings';

/** The SHA-256 of each file, by its id. */
export type FileHashes = ReadonlyMap<FileId, string>;

/** Files by their ids. */
export type HeldFiles = ReadonlyMap<FileId, StoredFile>;

/** What has files: own posts and submissions, with the pictures and attachments that their author names. */
export interface FilesOf {
  readonly pictures?: readonly { readonly fileId: FileId }[];
  readonly attachments: readonly { readonly fileId: FileId }[];
}
/** Who holds files, such as `own-post:…` or `submission:…`. */
export type FileSubject = `${'own-post' | 'submission'}:${string}`;

/**
 * Reads the files of a thing: those its author handed in, and those it has already. Another file is as if it were not
 * there. Throws `Refusal` `not-found` with the field.
 */
export async function readFiles(
  { storage }: ServiceDeps,
  { content, subject }: { readonly content: FilesOf; readonly subject: FileSubject | null },
  principal: Principal,
): Promise<FileHashes> {
  const files = new Map((await storage.files.meta(idsOf(content))).map((file) => [file.id, file] as const));
  const fields = [
    ...(content.pictures ?? []).map(({ fileId }, at) => ({ fileId, field: `pictures.${at}.fileId` })),
    ...content.attachments.map(({ fileId }, at) => ({ fileId, field: `attachments.${at}.fileId` })),
  ];
  for (const { fileId, field } of fields) {
    const file = files.get(fileId);
    const isTheirs =
      file !== undefined &&
      (file.by.personId === principal.personId || file.holders.some((holder) => holder.subject === subject));
    if (!isTheirs) throw notFound('文件', field);
  }
  return new Map([...files].map(([fileId, { sha256 }]) => [fileId, sha256] as const));
}

/** A page of things may have thousands together. */
const ASKED_AT_ONCE = 1_000;

/** The files of a thing, or of several together, as they were handed in; what is gone is left out. */
export async function filesOf({ storage }: Pick<ServiceDeps, 'storage'>, content: FilesOf): Promise<HeldFiles> {
  const files = new Map<FileId, StoredFile>();
  for (let at = 0, ids = idsOf(content); at < ids.length; at += ASKED_AT_ONCE)
    for (const file of await storage.files.meta(ids.slice(at, at + ASKED_AT_ONCE))) files.set(file.id, file);
  return files;
}

/** The thing has its files, to be called before it is stored with them. */
export async function holdFiles(
  { storage }: ServiceDeps,
  { content, subject, unitId }: { readonly content: FilesOf; readonly subject: FileSubject; readonly unitId: UnitId },
): Promise<void> {
  const ids = idsOf(content);
  if (ids.length === 0) return;
  const gone = await storage.files.hold(ids, { subject, unitId });
  if (gone.length > 0) throw notFound('文件', (content.pictures ?? []).length > 0 ? 'pictures' : 'attachments');
}

/**
 * Stores another content of a thing with its files: held before it is stored, let go after it is. Two windows may
 * change the same thing at once, and each lets go what the other keeps or has only held: so what it has by then is held
 * again.
 */
export async function storeWithFiles(
  deps: ServiceDeps,
  of: {
    readonly subject: FileSubject;
    readonly unitId: UnitId;
    readonly before: FilesOf;
    readonly after: FilesOf;
    readonly current: () => Promise<FilesOf | null>;
  },
  store: () => Promise<unknown>,
): Promise<void> {
  const { subject, unitId, before, after, current } = of;
  const { storage, clock } = deps;
  if (idsOf(before).length + idsOf(after).length === 0) {
    await store();
    return;
  }
  const letGo = async (had: FilesOf, has: FilesOf): Promise<void> => {
    const kept = new Set(idsOf(has));
    const dropped = idsOf(had).filter((one) => !kept.has(one));
    if (dropped.length > 0) await storage.files.release(dropped, subject, clock.now());
    const now = await current();
    if (now !== null && idsOf(now).length > 0) await storage.files.hold(idsOf(now), { subject, unitId });
  };
  try {
    await holdFiles(deps, { content: after, subject, unitId });
    await store();
  } catch (error) {
    await letGo(after, before);
    throw error;
  }
  await letGo(before, after);
}

function idsOf({ pictures = [], attachments }: FilesOf): readonly FileId[] {
  return [...new Set([...pictures, ...attachments].map(({ fileId }) => fileId))];
}
