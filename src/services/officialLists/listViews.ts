import type { DiffLineView, OfficialListView } from '../../api/officialLists';
import type { DiffLine, OfficialList } from '../../domain/register/officialList';
import type { LineAct } from '../../ports/officialListStorage';
import { iso, isoOrNull } from '../toView/isoInstant';

/** An official list, as it is shown. */
export function listView(list: OfficialList): OfficialListView {
  const { id, source, listedOn, fileName, sha256, bytes, name, at, lines, unread, counts, comparedAt, replacedAt } =
    list;
  return {
    ...{ id, source, listedOn, fileName, sha256, bytes, byName: name, at: iso(at), lines, unread, counts },
    ...{ comparedAt: iso(comparedAt), replacedAt: isoOrNull(replacedAt), version: list.version },
    hasFile: list.fileId !== undefined,
    comparing: list.comparing == null ? null : { done: list.comparing.done, failure: list.comparing.failure },
  };
}

/** A line of a comparison, as it is shown. */
export function lineView(
  { kind, label, platform, listed, accountId, before, after }: DiffLine,
  key: string,
  act: LineAct | null,
): DiffLineView {
  return {
    ...{
      key,
      kind,
      label,
      platform,
      sheet: listed?.sheet ?? null,
      row: listed?.row ?? null,
      accountId,
      before,
      after,
    },
    ...{ externalId: listed?.externalId ?? '', unitId: listed?.unitId ?? null },
    act: act && { byName: act.name, at: iso(act.at) },
  };
}
