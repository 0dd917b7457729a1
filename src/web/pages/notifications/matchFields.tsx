import type { ReactNode } from 'react';
import type { MatchView } from '../../../api/notify';
import { useOpenUnits } from '../../data/units';
import { ALERT_KIND_ORDER } from '../../words/status';
import { useWords } from '../../words/words';
import { ANY, optionsOf, PickMany, PickOne } from './picks';

/** Which alerts something is about. */
export function MatchFields({
  match,
  onPick,
}: {
  readonly match: MatchView;
  readonly onPick: (to: MatchView) => void;
}): ReactNode {
  const { notify, codes } = useWords();
  const { routes: texts } = notify;
  const units = useOpenUnits().data?.items ?? [];
  return (
    <>
      <PickMany
        label={texts.fields.kinds}
        value={match.kinds}
        options={ALERT_KIND_ORDER.map((value) => ({ value, label: codes.alertKind[value] }))}
        onPick={(kinds) => onPick({ ...match, kinds: kinds as MatchView['kinds'] })}
      />
      <PickOne
        label={texts.fields.severity}
        value={match.leastSeverity ?? ANY}
        options={[{ value: ANY, label: texts.anySeverity }, ...optionsOf(codes.severity)]}
        onPick={(to) => onPick({ ...match, leastSeverity: to === ANY ? null : (to as MatchView['leastSeverity']) })}
      />
      <PickOne
        label={texts.fields.unit}
        value={match.unitId ?? ANY}
        options={[{ value: ANY, label: texts.anyUnit }, ...units.map(({ id, name }) => ({ value: id, label: name }))]}
        onPick={(to) => onPick({ ...match, unitId: to === ANY ? null : to })}
      />
      <PickOne
        label={texts.fields.platform}
        value={match.platform ?? ANY}
        options={[{ value: ANY, label: texts.anyPlatform }, ...optionsOf(codes.platform)]}
        onPick={(to) => onPick({ ...match, platform: to === ANY ? null : (to as MatchView['platform']) })}
      />
      <PickOne
        label={texts.fields.authority}
        value={match.authority ?? ANY}
        options={[{ value: ANY, label: texts.anyAuthority }, ...optionsOf(codes.authority)]}
        onPick={(to) => onPick({ ...match, authority: to === ANY ? null : (to as MatchView['authority']) })}
      />
    </>
  );
}
