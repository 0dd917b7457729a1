import type { ReactNode } from 'react';
import type { AudienceView } from '../../../api/notify';
import type { LevelsUp } from '../../../domain/notify/route';
import type { Role } from '../../../domain/people/role';
import { useRosters } from '../../data/oncall';
import { usePeople } from '../../data/queries';
import { useWords } from '../../words/words';
import { ANY, optionsOf, PickMany, PickOne, rolesOf } from './picks';

function startOf(kind: string, rosterId: string): AudienceView {
  if (kind === 'people') return { kind, personIds: [] };
  if (kind === 'role') return { kind, role: 'operator' };
  if (kind === 'duty' || kind === 'duty-leader') return { kind, rosterId };
  if (kind === 'unit') return { kind, levelsUp: 0, role: 'officer' };
  return { kind: 'group' };
}

/** Whether it names anybody. */
export function isAudienceReady(audience: AudienceView): boolean {
  return audience.kind !== 'people' || audience.personIds.length > 0;
}

/** Whom something is told. */
export function AudienceFields({
  audience,
  onPick,
}: {
  readonly audience: AudienceView;
  readonly onPick: (to: AudienceView) => void;
}): ReactNode {
  const { notify, codes } = useWords();
  const { routes: texts } = notify;
  const people = usePeople().data?.items ?? [];
  const rosters = useRosters().data?.items ?? [];
  return (
    <>
      <PickOne
        label={texts.fields.audience}
        value={audience.kind}
        options={optionsOf(texts.audience).filter(({ value }) => rosters.length > 0 || !value.startsWith('duty'))}
        onPick={(to) => onPick(startOf(to, rosters[0]?.id ?? ANY))}
      />
      {audience.kind === 'people' ? (
        <PickMany
          label={texts.fields.persons}
          value={audience.personIds}
          options={people.map(({ id, name }) => ({ value: id, label: name }))}
          onPick={(personIds) => onPick({ kind: 'people', personIds })}
        />
      ) : null}
      {audience.kind === 'role' ? (
        <PickOne
          label={texts.fields.role}
          value={audience.role}
          options={rolesOf(codes.role)}
          onPick={(to) => onPick({ kind: 'role', role: to as Role })}
        />
      ) : null}
      {audience.kind === 'duty' || audience.kind === 'duty-leader' ? (
        <PickOne
          label={texts.fields.roster}
          value={audience.rosterId}
          options={rosters.map(({ id, name }) => ({ value: id, label: name }))}
          onPick={(rosterId) => onPick({ kind: audience.kind, rosterId })}
        />
      ) : null}
      {audience.kind === 'unit' ? (
        <>
          <PickOne
            label={texts.fields.levels}
            value={String(audience.levelsUp)}
            options={optionsOf(texts.levels)}
            onPick={(to) => onPick({ ...audience, levelsUp: Number(to) as LevelsUp })}
          />
          <PickOne
            label={texts.fields.role}
            value={audience.role ?? ANY}
            options={[{ value: ANY, label: texts.anyRole }, ...rolesOf(codes.role)]}
            onPick={(to) => onPick({ ...audience, role: to === ANY ? null : (to as Role) })}
          />
        </>
      ) : null}
    </>
  );
}
