import type { FileId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import type { OfficialList } from '../../domain/register/officialList';
import type { Instant } from '../../domain/time/instant';
import type { ServiceDeps } from '../settings';
import type { HandedInList } from './contract';

/**
 * Stores the file of a list that is not there yet: killed before the list is, it leaves a file that nothing has, which
 * the retention removes a week later.
 */
export async function putListFile(
  { storage, ids }: Pick<ServiceDeps, 'storage' | 'ids'>,
  of: {
    readonly content: Uint8Array;
    readonly file: Pick<HandedInList, 'fileName' | 'sha256' | 'bytes'>;
    readonly principal: Principal;
    readonly now: Instant;
  },
): Promise<FileId> {
  const { content, file, principal, now } = of;
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
  return fileId;
}

/**
 * The list has its file from now on, to be called once it is there; repeated whenever it is read or compared again, for
 * one whose process was killed in between. Whoever handed it in sees the file, and whoever sees the unit they saw
 * everything through; of the whole office those of its root.
 */
export async function holdListFile(
  { storage }: Pick<ServiceDeps, 'storage'>,
  { id, fileId, readerUnitId }: Pick<OfficialList, 'id' | 'fileId' | 'readerUnitId'>,
): Promise<void> {
  if (fileId === undefined) return;
  const unitId = readerUnitId ?? (await storage.units.list(null)).find(({ parentId }) => parentId === null)?.id;
  if (unitId !== undefined) await storage.files.hold([fileId], { subject: `official-list:${id}`, unitId });
}
