import type { ImportMessageView, ImportView } from '../../api/imports';
import type { RegisterImport } from '../../domain/register/import';
import { isNotice, type SheetMessage } from '../../domain/register/sheetFault';
import { sheetMessageText } from '../../wording/sheetMessage';
import { iso, isoOrNull } from '../toView/isoInstant';

/** An import as it is shown. */
export function importView(imported: RegisterImport): ImportView {
  const { id, by, uploadedAt, fileName, sha256, bytes, updates, state, counts, faults, notices } = imported;
  const { progress, appliedAt, failure, undo } = imported;
  return {
    ...{ id, byName: by.name, uploadedAt: iso(uploadedAt), fileName, sha256, bytes, updates, state, counts },
    ...{ faults, notices, progress, appliedAt: isoOrNull(appliedAt), failure },
    undo:
      undo === null
        ? null
        : {
            ...{ byName: undo.by.name, reason: undo.reason, at: iso(undo.at) },
            ...{ removed: undo.removed, kept: undo.kept },
          },
  };
}

export function messageView(message: SheetMessage): ImportMessageView {
  return { ...message, isNotice: isNotice(message), message: sheetMessageText(message, 'zh') };
}
