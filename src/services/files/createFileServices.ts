import type { FileView } from '../../api/files';
import { Refusal } from '../../domain/errors';
import type { StoredFile } from '../../domain/files/file';
import { FILE_TYPES, fileKindOf, groupOf, MOST_BYTES, type FileFault } from '../../domain/files/fileKind';
import { fileNameOf } from '../../domain/files/fileName';
import type { FileId, UnitId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';
import { civilDateOf, startOfCivilDate } from '../../domain/time/civil';
import type { Instant } from '../../domain/time/instant';
import { readScope } from '../readScope';
import { demand, notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { FileServices } from './contract';

const MEGABYTE = 1024 * 1024;
const TAKEN =
  `可上传图片（JPEG、PNG、GIF、WebP，不超过 ${MOST_BYTES.picture / MEGABYTE} MB）` +
  `和附件（PDF、docx、xlsx、pptx、OFD、UTF-8 文本，不超过 ${MOST_BYTES.attachment / MEGABYTE} MB）。`;
const FAULTS: Readonly<Record<FileFault, string>> = {
  empty: '文件是空的。',
  'not-taken': '不接受这种文件。文件按内容识别，与名称无关。',
  'has-macros': '文件带有宏，不接受。',
  'too-large': '文件过大。',
  'too-many-pixels': '图片的像素过多。',
  'cut-off': '图片不完整。',
};

/** Pictures and attachments: taken in, and read by those who may. */
export function createFileServices(deps: ServiceDeps): FileServices {
  const { storage, clock, ids, hasher } = deps;
  const seen = async (id: FileId, principal: Principal): Promise<StoredFile> => {
    const scope = readScope(principal);
    const [file] = await storage.files.meta([id]);
    if (file === undefined) throw notFound('文件', 'id');
    if (file.by.personId === principal.personId) return file;
    for (const unitId of new Set<UnitId>(file.holders.map((holder) => holder.unitId)))
      if ((await storage.units.byId(unitId, scope)) !== null) return file;
    throw notFound('文件', 'id');
  };
  return {
    upload: async ({ name, bytes }, principal) => {
      demand('file.upload', principal);
      const kind = fileKindOf(bytes);
      if (typeof kind === 'string')
        throw new Refusal(kind === 'too-large' ? 'body-too-large' : 'invalid-input', FAULTS[kind], {
          ...{ remedy: TAKEN, field: 'body' },
        });
      const now = clock.now();
      await demandRoom(deps, { bytes: bytes.length, now, principal });
      const { personId, role } = principal;
      const file = {
        ...{ id: ids.id<FileId>(), name: fileNameOf(name, kind.type), ...kind },
        ...{ sha256: hasher.sha256(bytes), bytes: bytes.length, uploadedAt: now },
        by: { personId, name: principal.name, role },
      };
      await storage.files.put(file, bytes);
      return fileView({ ...file, holders: [], unheldSinceAt: now });
    },
    file: async (id, principal) => fileView(await seen(id, principal)),
    content: async (id, principal) => {
      const file = await seen(id, principal);
      const bytes = await storage.files.read(id);
      if (bytes === null) throw notFound('完整的文件', 'id');
      return { file: fileView(file), mediaType: FILE_TYPES[file.type].mediaType, bytes };
    },
  };
}

interface Handing {
  readonly bytes: number;
  readonly now: Instant;
  readonly principal: Principal;
}

/** Several at once may go over it by what they bring: it is to keep the disk from being filled, not to be exact. */
async function demandRoom(
  { storage, settings: { files } }: ServiceDeps,
  { bytes, now, principal }: Handing,
): Promise<void> {
  const since = startOfCivilDate(civilDateOf(now));
  const full = (who: string, most: number): Refusal =>
    new Refusal('too-many-requests', `${who}今天上传的文件已达 ${Math.round(most / MEGABYTE)} MB 的上限。`, {
      remedy: '请明天再传，或请管理员调整上限。',
    });
  if ((await storage.files.bytesSince(since, principal.personId)) + bytes > files.mostBytesADayPerPerson)
    throw full('您', files.mostBytesADayPerPerson);
  if ((await storage.files.bytesSince(since, null)) + bytes > files.mostBytesADay)
    throw full('全系统', files.mostBytesADay);
}

function fileView({ id, name, type, width, height, bytes, sha256, uploadedAt, by }: StoredFile): FileView {
  return {
    ...{ id, name, type, group: groupOf(type), bytes, sha256, width, height },
    ...{ uploadedAt: uploadedAt.toISOString(), byName: by.name },
  };
}
