import type { ReactNode } from 'react';
import type { ClimbedRungView, EscalationView } from '../../../api/ladders';
import type { EscalationState } from '../../../domain/oncall/escalation';
import { Status } from '../../components/status';
import { When } from '../../components/when';
import { useEscalations } from '../../data/ladders';
import { figure } from '../../time/figure';
import type { Look } from '../../words/status';
import { useWords } from '../../words/words';
import { stepReasonText } from './stepReasonText';

const LOOK: Readonly<Record<EscalationState, Look>> = {
  climbing: 'pending',
  acknowledged: 'fine',
  over: 'closed',
  'at-top': 'breached',
  'no-ladder-left': 'unknown',
};

function RungLine({ rung }: { readonly rung: ClimbedRungView }): ReactNode {
  const words = useWords();
  const { ladders, common } = words;
  const { climb: texts } = ladders;
  const { number, channelName, at, told, reason } = rung;
  const what =
    told === null
      ? texts.toCome
      : reason === null
        ? texts.told(figure(told))
        : texts.skipped(stepReasonText(reason, words));
  return (
    <li className={told === null ? 'soft' : undefined}>
      {ladders.rung(figure(number))} <When at={at} /> {channelName ?? texts.channelGone}
      {common.colon}
      {what}
    </li>
  );
}

function Climb({ one }: { readonly one: EscalationView }): ReactNode {
  const { ladders, codes } = useWords();
  const { climb: texts } = ladders;
  return (
    <>
      <p>
        <Status look={LOOK[one.state]} word={codes.escalationState[one.state]} />{' '}
        <span className="soft">{texts.of(one.ladderName)}</span>
        {one.isHeld ? <span className="soft"> {texts.held}</span> : null}
      </p>
      <ol className="plain-list">
        {one.rungs.map((rung) => (
          <RungLine key={rung.number} rung={rung} />
        ))}
      </ol>
    </>
  );
}

/** How far an alert has climbed: the ladder, the rungs that were told, and when the next is. Nothing where none did. */
export function ClimbOfAlert({ alertId }: { readonly alertId: string }): ReactNode {
  const { climb: texts } = useWords().ladders;
  const climbs = useEscalations(alertId).data?.items ?? [];
  if (climbs.length === 0) return null;
  return (
    <section aria-label={texts.title}>
      <h3>{texts.title}</h3>
      {climbs.map((one) => (
        <Climb key={one.id} one={one} />
      ))}
    </section>
  );
}
