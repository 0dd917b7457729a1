import type { Emergency } from '../../../src/domain/emergencies/emergency';
import type { EmergencyId, MeetingId, SurveyPlanId } from '../../../src/domain/ids';
import type { Meeting } from '../../../src/domain/meetings/meeting';
import type { SurveyPlan } from '../../../src/domain/surveys/surveyPlan';
import type { CivilDate } from '../../../src/domain/time/instant';
import { NOW, unitOf, type Given } from '../samples';
import { ids } from '../testStore';

/** A plan with nothing in it. */
export function surveyPlanOf(given: Given<SurveyPlan> = {}): SurveyPlan {
  const unit = unitOf('u');
  return {
    ...{ id: ids.id<SurveyPlanId>(), unitId: unit.id, unitPath: unit.path, year: 2026, quotas: [], items: [] },
    ...{ isTold: true, openedAt: NOW, version: 1 },
    ...given,
  };
}

/** An event that nothing was said of. */
export function emergencyOf(given: Given<Emergency> = {}): Emergency {
  const unit = unitOf('u');
  return {
    ...{ id: ids.id<EmergencyId>(), unitId: unit.id, unitPath: unit.path, kind: 'incident', title: '塌陷' },
    ...{ happened: '东街塌陷', knownAt: NOW, accounts: [], keywords: [], statements: [], calls: [], clocks: [] },
    ...{ state: 'open', summary: null, closedAt: null, isTold: true, version: 1 },
    thread: [{ event: 'open', by: null, name: '', at: NOW, words: null }],
    ...given,
  };
}

/** A meeting that decided nothing. */
export function meetingOf(given: Given<Meeting> = {}): Meeting {
  const unit = unitOf('u');
  return {
    ...{ id: ids.id<MeetingId>(), unitId: unit.id, unitPath: unit.path, kind: 'meeting', title: '联席会议' },
    ...{ heldOn: '2026-09-18' as CivilDate, participants: '', notes: '', decisions: [], isTold: true, version: 1 },
    thread: [{ event: 'record', by: null, name: '', at: NOW, words: null }],
    ...given,
  };
}
