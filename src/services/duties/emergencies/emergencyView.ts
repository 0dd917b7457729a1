import type { DutyView } from '../../../api/duties';
import {
  EMERGENCY_ACTS,
  type EmergencyAct,
  type EmergencyDetailView,
  type EmergencyView,
  type StatementView,
} from '../../../api/unitFiles';
import { standingStatements, type Emergency, type Statement } from '../../../domain/emergencies/emergency';
import { canHappenToEmergency } from '../../../domain/emergencies/emergencyTable';
import type { AccountId, UnitId } from '../../../domain/ids';
import { may } from '../../../domain/people/permissions';
import type { Action, Principal } from '../../../domain/people/role';
import { iso, isoOrNull } from '../../toView/isoInstant';

const RIGHTS: Readonly<Record<EmergencyAct, Action>> = {
  choose: 'duty.write',
  state: 'duty.write',
  // Clocks that were done by it run again.
  strike: 'duty.decide',
  call: 'rules.manage',
  close: 'duty.decide',
  reopen: 'duty.decide',
};

/** The right that a step of an event takes. */
export function emergencyRight(act: EmergencyAct): Action {
  return RIGHTS[act];
}

interface Shown {
  readonly nameOf: (id: UnitId) => string;
  readonly principal: Principal;
}

/** An event as a list shows it. */
export function emergencyView(emergency: Emergency, { nameOf, principal }: Shown): EmergencyView {
  const { id, unitId, kind, title, state, version } = emergency;
  const statements = standingStatements(emergency);
  return {
    ...{ id, unitId, unitName: nameOf(unitId), kind, title, state, statements: statements.length, version },
    ...{ knownAt: iso(emergency.knownAt), closedAt: isoOrNull(emergency.closedAt) },
    acts: EMERGENCY_ACTS.filter(
      (act) =>
        canHappenToEmergency(emergency, act) &&
        may(principal, RIGHTS[act]) &&
        // Mandates are made by the whole office.
        (act !== 'call' || principal.unitId === null) &&
        (act !== 'strike' || statements.length > 0),
    ),
  };
}

/** The whole file of an event. */
export function emergencyDetailView(
  emergency: Emergency,
  shown: Shown & { readonly accountNames: ReadonlyMap<AccountId, string>; readonly duties: readonly DutyView[] },
): EmergencyDetailView {
  const { happened, accounts, keywords, beyond = 0, calls, summary, thread } = emergency;
  return {
    ...emergencyView(emergency, shown),
    ...{ happened, keywords: [...keywords], beyond, summary, duties: shown.duties },
    accounts: accounts.map((id) => ({ id, name: shown.accountNames.get(id) ?? '' })),
    calls: calls.map(({ mandateId, title, at, name }) => ({ mandateId, title, at: iso(at), name })),
    thread: thread.map(({ event, name, at, words }) => ({ event, name, at: iso(at), words })),
  };
}

/** Something that was said, with where it stands in the file. */
export function statementView(
  { at, origin, accountId, speaker, link, words, struck }: Statement,
  index: number,
): StatementView {
  return {
    ...{ index, at: iso(at), origin, accountId, speaker, link, words },
    struck: struck === undefined ? null : { at: iso(struck.at), name: struck.name, words: struck.words },
  };
}
