import { z } from 'zod';
import type { FileView } from '../../api/files';
import { FILE_TYPES, type FileType } from '../../domain/files/fileKind';
import type { FileId } from '../../domain/ids';
import { isoInstant, named } from '../edge/answerSchemas';
import { endpoint } from '../edge/endpoint';
import { idOf } from '../edge/inputSchemas';

const fileView = named(
  'File',
  z.strictObject({
    id: idOf<FileId>(),
    name: z.string(),
    type: z.enum(Object.keys(FILE_TYPES) as [FileType, ...FileType[]]).meta({ description: 'By its bytes alone.' }),
    group: z.enum(['picture', 'attachment']),
    bytes: z.int(),
    sha256: z.string(),
    width: z.int().nullable(),
    height: z.int().nullable(),
    uploadedAt: isoInstant,
    byName: z.string(),
  }),
) satisfies z.ZodType<FileView>;

export const showFile = endpoint({
  summary: 'A picture or attachment that was handed in (`POST /files?name=`); its bytes: `/files/{id}/content`',
  params: z.strictObject({ id: idOf<FileId>() }),
  answer: fileView,
  handle({ services, principal, params }) {
    return services.files.file(params.id, principal);
  },
});
