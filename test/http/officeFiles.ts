import type { FileView } from '../../src/api/files';
import type { FileId } from '../../src/domain/ids';
import type { Services } from '../../src/services/index';
import { unused } from './officeRules';

/** One complete example. */
const fileOf = (): FileView => ({
  ...{ id: 'e'.repeat(24) as FileId, name: '公示.png', type: 'png', group: 'picture', bytes: 8_192 },
  ...{ sha256: 'a'.repeat(64), width: 640, height: 480, uploadedAt: '2026-11-20T00:30:00.000Z', byName: '张信息' },
});

/** Files, in the office; their bytes are tried over the real one. */
export function fileServices(): Pick<Services, 'files'> {
  return { files: { upload: unused, content: unused, file: async () => fileOf() } };
}
