import type { FileView } from '../../api/files';
import type { FileId } from '../../domain/ids';
import type { Principal } from '../../domain/people/role';

export interface FileServices {
  /**
   * Keeps a picture or an attachment, known by its bytes alone (action `file.upload`). What nothing has taken after some
   * days goes again. Refuses `forbidden`, `invalid-input`, `body-too-large`, `too-many-requests` (as much as a day
   * takes), `store-full`.
   */
  upload(given: { readonly name: string; readonly bytes: Uint8Array }, principal: Principal): Promise<FileView>;
  /** Whoever handed it in sees it, and whoever may see a unit whose things have it. Refuses `not-found`. */
  file(id: FileId, principal: Principal): Promise<FileView>;
  /** As `file`, with its bytes, which are whole and what was handed in. Refuses `not-found`. */
  content(
    id: FileId,
    principal: Principal,
  ): Promise<{ readonly file: FileView; readonly mediaType: string; readonly bytes: Uint8Array }>;
}
