import type { ImportKeptView, ImportMessageView, ImportView } from '../../api/imports';
import { REGISTER_COLUMNS } from '../../domain/register/columns';
import { NO_ROWS, type Kept, type KindCounts, type RegisterImport } from '../../domain/register/import';
import { isNotice, type SheetMessage } from '../../domain/register/sheetFault';
import { sheetMessageText } from '../../wording/sheetMessage';
import { iso, isoOrNull } from '../toView/isoInstant';

/** More are counted and not kept: nobody corrects so many by one. */
export const MOST_MESSAGES = 5_000;

/** An import as it is shown. */
export function importView(imported: RegisterImport): ImportView {
  const { id, by, uploadedAt, fileName, sha256, bytes, updates, state, counts, faults, notices } = imported;
  const { progress, appliedAt, failure, undo } = imported;
  return {
    ...{ id, byName: by.name, uploadedAt: iso(uploadedAt), fileName, sha256, bytes, updates, state },
    counts: { new: whole(counts.new), unchanged: whole(counts.unchanged), differs: whole(counts.differs) },
    ...{
      faults,
      notices,
      listed: Math.min(faults + notices, MOST_MESSAGES),
      progress,
      appliedAt: isoOrNull(appliedAt),
      failure,
    },
    undo:
      undo === null
        ? null
        : {
            ...{ byName: undo.by.name, reason: undo.reason, at: iso(undo.at) },
            removed: undo.removed && whole(undo.removed),
            restored: undo.restored && whole(undo.restored),
            kept: undo.kept,
          },
  };
}

/** Also where an earlier version counted fewer kinds. */
function whole(counts: KindCounts): KindCounts {
  return { ...NO_ROWS, ...counts };
}

export function messageView(message: SheetMessage): ImportMessageView {
  return { ...message, isNotice: isNotice(message), message: sheetMessageText(message, 'zh') };
}

export function keptView(kept: Kept): ImportKeptView {
  return { ...kept, header: headerOf(kept.kind, kept.field) };
}

/** How tables call a field; empty: it is none of theirs. */
export function headerOf(kind: Kept['kind'], field: string): string {
  return REGISTER_COLUMNS[kind].find((column) => column.field === field)?.header ?? '';
}
