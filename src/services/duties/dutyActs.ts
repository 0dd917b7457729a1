import { DUTY_ACTS, type DutyAct } from '../../api/duties';
import type { Duty } from '../../domain/duties/duty';
import type { DutySubject } from '../../domain/duties/limitRule';
import { canHappen } from '../../domain/duties/dutyTable';
import { may } from '../../domain/people/permissions';
import type { Action, Principal } from '../../domain/people/role';
import type { SeenDuty } from './readDuty';

/** Who takes a step: of the unit that owes it, or of one that is asked; and by which right. */
const ACTS: Readonly<Record<DutyAct, { readonly seat: 'owner' | 'asked'; readonly action: Action }>> = {
  'ask-extension': { seat: 'owner', action: 'duty.write' },
  'grant-extension': { seat: 'owner', action: 'duty.decide' },
  'refuse-extension': { seat: 'owner', action: 'duty.decide' },
  offer: { seat: 'owner', action: 'duty.write' },
  accept: { seat: 'asked', action: 'duty.write' },
  decline: { seat: 'asked', action: 'duty.write' },
  'take-back': { seat: 'owner', action: 'duty.write' },
  assign: { seat: 'owner', action: 'duty.decide' },
  join: { seat: 'owner', action: 'duty.write' },
  contribute: { seat: 'asked', action: 'duty.write' },
  release: { seat: 'owner', action: 'duty.write' },
  reclassify: { seat: 'owner', action: 'duty.write' },
  complete: { seat: 'owner', action: 'duty.write' },
  reopen: { seat: 'owner', action: 'duty.decide' },
  withdraw: { seat: 'owner', action: 'duty.decide' },
};

/** What of a message, a survey or an event is done with that, and the duty follows. */
const WITH_ITS_SUBJECT: readonly DutyAct[] = ['complete', 'reopen', 'withdraw', 'reclassify'];
const FOLLOWING: readonly DutySubject[] = ['interaction', 'survey', 'emergency'];

/** The right that a step takes. */
export function actionOf(act: DutyAct): Action {
  return ACTS[act].action;
}

/** What whoever asks can do with a duty now. */
export function actsOf({ duty, ofOwner, asked }: SeenDuty, principal: Principal): readonly DutyAct[] {
  return DUTY_ACTS.filter((act) => {
    const { seat, action } = ACTS[act];
    return (
      may(principal, action) &&
      (seat === 'owner' ? ofOwner : asked.some(({ id }) => isAskedFor(duty, act, id))) &&
      canHappen(duty, act) &&
      isOpenTo(duty, act, principal) &&
      !(follows(duty) && WITH_ITS_SUBJECT.includes(act))
    );
  });
}

/** One that was recorded by hand follows nothing. */
function follows({ subject, subjectId }: Duty): boolean {
  return subjectId !== null && FOLLOWING.includes(subject);
}

/** Whether a unit is asked for just this step. */
export function isAskedFor({ offer, shares }: Duty, act: DutyAct, unitId: Duty['unitId']): boolean {
  if (act === 'contribute') return shares.some((share) => share.unitId === unitId && share.state === 'asked');
  return offer?.unitId === unitId;
}

/** What of the duty itself, beside its state, stands against a step. */
function isOpenTo({ terms, extension, offer, shares }: Duty, act: DutyAct, principal: Principal): boolean {
  const isWaiting = extension !== null && extension.decision === null;
  switch (act) {
    case 'ask-extension':
      return terms.extension !== null && (extension === null || extension.decision === 'refused');
    case 'grant-extension':
    case 'refuse-extension':
      return (
        isWaiting &&
        extension.askedBy !== principal.personId &&
        (terms.extension?.approver !== 'office' || principal.unitId === null)
      );
    case 'offer':
      return offer === null;
    case 'take-back':
      return offer !== null;
    case 'release':
      return shares.some(({ state }) => state === 'asked');
    case 'complete':
      return shares.every(({ state }) => state !== 'asked');
    default:
      return true;
  }
}
