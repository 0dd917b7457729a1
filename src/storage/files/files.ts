import type { FileId } from '../../domain/ids';
import type { Instant } from '../../domain/time/instant';
import type { Files } from '../../ports/fileStorage';
import type { Hasher, Ids } from '../../ports/runtime';
import { checkId, checkIds, checkText, MAX_BATCH } from '../checkInput';
import { anyOf, atLeast, noneOf, ofSize } from '../conditions';
import type { Table } from '../table';
import type { FileBytes } from './fileBytes';
import { fileOf, type FileContentRow, type FileRow } from './fileRows';

interface FileTables {
  readonly files: Table<FileRow>;
  readonly contents: Table<FileContentRow>;
  readonly bytes: FileBytes;
  readonly hasher: Hasher;
  readonly ids: Ids;
}

/** Each turn loses against another upload of the same bytes, which then has stored them. */
const PUT_TURNS = 3;

export function createFiles({ files, contents, bytes, hasher, ids }: FileTables): Files {
  const readWhole = async (contentId: string, sha256: string): Promise<Uint8Array | null> => {
    const read = await bytes.read(contentId);
    return read !== null && hasher.sha256(read) === sha256 ? read : null;
  };

  /** What is there already, kept from the retention for as long as a file needs to come after it. */
  const taken = async (sha256: string, now: Instant): Promise<string | null> => {
    const found = await contents.findOneAndUpdate(
      { sha256, state: 'whole' },
      { $set: { unusedSinceAt: now } },
      { answer: 'after' },
    );
    if (found === null || (await readWhole(found._id, sha256)) !== null) return found?._id ?? null;
    await contents.change({ _id: found._id, state: 'whole' }, { $set: { state: 'broken' } });
    return null;
  };

  const stored = async (given: Uint8Array, sha256: string, now: Instant): Promise<string | null> => {
    const contentId = ids.id<FileId>();
    await contents.insert({ _id: contentId, sha256, bytes: given.length, state: 'arriving', unusedSinceAt: now });
    await bytes.put(contentId, given);
    if (await contents.changeUnlessTaken({ _id: contentId, state: 'arriving' }, { $set: { state: 'whole' } }))
      return contentId;
    await bytes.remove(contentId);
    await contents.remove({ _id: contentId, state: 'arriving' });
    return null;
  };

  return {
    put: async (file, given) => {
      const { id, by, ...rest } = file;
      let contentId: string | null = null;
      for (let turn = 0; contentId === null && turn < PUT_TURNS; turn += 1)
        contentId = (await taken(file.sha256, file.uploadedAt)) ?? (await stored(given, file.sha256, file.uploadedAt));
      if (contentId === null) throw new Error('the same bytes were stored and removed again and again');
      await files.insert({
        ...{ _id: checkId(id, 'fileId'), contentId, ...rest },
        ...{ by: { ...by }, holders: [], unheldSinceAt: file.uploadedAt },
      });
    },
    meta: async (fileIds) =>
      fileIds.length === 0
        ? []
        : (await files.many({ _id: anyOf(checkIds(fileIds, 'fileId')) }, { sort: { _id: 1 }, limit: MAX_BATCH })).map(
            fileOf,
          ),
    read: async (id) => {
      const row = await files.one({ _id: checkId(id, 'fileId') });
      return row === null ? null : readWhole(row.contentId, row.sha256);
    },
    hold: async (fileIds, { subject, unitId }) => {
      const gone: FileId[] = [];
      for (const id of checkIds(fileIds, 'fileId')) {
        const holder = { subject: checkText(subject, 'subject'), unitId: checkId(unitId, 'unitId') };
        // One write for the two: the retention removes what nothing has, by the same field.
        const isNew = await files.change(
          { _id: id, 'holders.subject': noneOf([subject]) },
          { $push: { holders: holder }, $set: { unheldSinceAt: null } },
        );
        if (!isNew && (await files.one({ _id: id, 'holders.subject': subject })) === null) gone.push(id);
      }
      return gone;
    },
    release: async (fileIds, subject, at) => {
      for (const id of checkIds(fileIds, 'fileId')) {
        const held = { holders: { subject: checkText(subject, 'subject') } };
        // In one write where it is the last: killed between two, the file would stay for good.
        const wasLast = await files.change(
          { _id: id, holders: ofSize(1), 'holders.subject': subject },
          { $pull: held, $set: { unheldSinceAt: at } },
        );
        if (wasLast) continue;
        await files.change({ _id: id }, { $pull: held });
        await files.change({ _id: id, holders: ofSize(0), unheldSinceAt: null }, { $set: { unheldSinceAt: at } });
      }
    },
    bytesSince: async (from, by) => {
      const [sum] = await files.group<{ readonly bytes: number }>([
        { $match: { uploadedAt: atLeast(from), ...(by === null ? {} : { 'by.personId': checkId(by, 'personId') }) } },
        { $group: { _id: null, bytes: { $sum: '$bytes' } } },
      ]);
      return sum?.bytes ?? 0;
    },
  };
}
