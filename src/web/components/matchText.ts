import type { MatchView } from '../../api/notify';
import type { UnitView } from '../../api/people';
import { figure } from '../time/figure';
import type { FirstWords } from '../words/zh/first';

/** Nothing presses more. */
const TOP = 'critical';

/** Which alerts a route or a silence is about, in words. */
export function matchText(
  match: MatchView & { readonly alertIds?: readonly string[] },
  units: readonly UnitView[],
  { frame: { silenced: texts }, codes, common }: FirstWords,
): string {
  const { kinds, leastSeverity, unitId, platform, authority, alertIds = [] } = match;
  const parts = [
    ...(alertIds.length === 0 ? [] : [texts.picked(figure(alertIds.length))]),
    ...(kinds.length === 0 ? [] : [kinds.map((kind) => codes.alertKind[kind]).join(common.comma)]),
    ...(leastSeverity === null
      ? []
      : [leastSeverity === TOP ? codes.severity[TOP] : texts.least(codes.severity[leastSeverity])]),
    ...(unitId === null ? [] : [units.find(({ id }) => id === unitId)?.name ?? '—']),
    ...(platform === null ? [] : [codes.platform[platform]]),
    ...(authority === null ? [] : [codes.authority[authority]]),
  ];
  return parts.length === 0 ? texts.all : parts.join(' · ');
}
