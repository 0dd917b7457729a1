import type { MatchView } from '../../../api/notify';
import type { UnitView } from '../../../api/people';
import { figure } from '../../time/figure';
import type { Words } from '../../words/zh';

/** Which alerts a route or a silence is about, in words. */
export function matchText(
  match: MatchView & { readonly alertIds?: readonly string[] },
  units: readonly UnitView[],
  { notify, codes, common }: Words,
): string {
  const { kinds, leastSeverity, unitId, platform, authority, alertIds = [] } = match;
  const parts = [
    ...(alertIds.length === 0 ? [] : [notify.silences.selected(figure(alertIds.length))]),
    ...(kinds.length === 0 ? [] : [kinds.map((kind) => codes.alertKind[kind]).join(common.comma)]),
    ...(leastSeverity === null ? [] : [notify.routes.least(codes.severity[leastSeverity])]),
    ...(unitId === null ? [] : [units.find(({ id }) => id === unitId)?.name ?? '—']),
    ...(platform === null ? [] : [codes.platform[platform]]),
    ...(authority === null ? [] : [codes.authority[authority]]),
  ];
  return parts.length === 0 ? notify.routes.all : parts.join(' · ');
}
