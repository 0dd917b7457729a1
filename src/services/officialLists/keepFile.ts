import type { FileId, OfficialListId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import type { Instant } from '../../domain/time/instant';
import type { ServiceDeps } from '../settings';
import type { HandedInList } from './contract';

/**
 * Keeps the file of a list before the list itself: killed in between it leaves a file that nothing has, which goes by
 * itself. Whoever handed it in sees it, and whoever sees the unit they saw everything through; of the whole office those
 * of its root.
 */
export async function keepFile(
  { storage, ids }: Pick<ServiceDeps, 'storage' | 'ids'>,
  of: {
    readonly id: OfficialListId;
    readonly content: Uint8Array;
    readonly file: Pick<HandedInList, 'fileName' | 'sha256' | 'bytes'>;
    readonly principal: Principal;
    readonly now: Instant;
  },
): Promise<FileId> {
  const { id, content, file, principal, now } = of;
  const { personId, name, role } = principal;
  const fileId = ids.id<FileId>();
  const isWorkbook = content[0] === 0x50 && content[1] === 0x4b;
  await storage.files.put(
    {
      ...{ id: fileId, name: file.fileName, type: isWorkbook ? 'xlsx' : 'txt', width: null, height: null },
      ...{ sha256: file.sha256, bytes: file.bytes, by: { personId, name, role }, uploadedAt: now },
    },
    content,
  );
  const unitId = principal.unitId ?? (await storage.units.list(null)).find(({ parentId }) => parentId === null)?.id;
  if (unitId !== undefined) await storage.files.hold([fileId], { subject: `official-list:${id}`, unitId });
  return fileId;
}
