import type { LinkedDuty, LinkedStanding } from '../duties/linkedDuty';
import type { LimitRule } from '../duties/limitRule';
import type { Emergency, EmergencyClock, EmergencyKind, Statement } from './emergency';

/** Within which limit something is said first, by kind of event, and again. */
export interface EmergencyRules {
  readonly first: Readonly<Record<EmergencyKind, LimitRule>>;
  readonly followUp: LimitRule;
}

/** The clocks of an event, and how each stands: done by what was said after it began, or over with the event. */
export function emergencyDuties(emergency: Emergency, rules: EmergencyRules): readonly LinkedDuty[] {
  const { id, unitId, unitPath, kind, title, clocks, thread } = emergency;
  const last = thread.at(-1);
  return clocks.map((clock) => {
    const { dutyId, stage, began } = clock;
    const said = answerTo(emergency, clock);
    const closed = { by: last?.by ?? null, name: last?.name ?? '', at: emergency.closedAt ?? began };
    return {
      ...{ id: dutyId, subjectId: id, category: kind, unit: { id: unitId, path: unitPath } },
      rule: stage === 'first' ? rules.first[kind] : rules.followUp,
      title: stage === 'first' ? `${title}（首次发布）` : `${title}（后续发布）`,
      began: { precision: 'instant', at: began, original: '' },
      stands: standing(emergency, stage, said),
      by: said === null ? closed : { by: null, name: '', at: said.at },
      words: said === null ? (emergency.summary ?? last?.words ?? '重新办理') : `${said.speaker}已发布`,
    };
  });
}

/** What was said first after a clock began; of the first clock anything since it was known. */
function answerTo({ statements }: Emergency, { stage, began }: EmergencyClock): Statement | null {
  return statements.find(({ at }) => (stage === 'first' ? at >= began : at > began)) ?? null;
}

function standing(
  { state, summary }: Emergency,
  stage: EmergencyClock['stage'],
  said: Statement | null,
): LinkedStanding {
  if (said !== null) {
    const { link, words } = said;
    const kind = link === null ? 'statement' : 'link';
    return { as: 'done', reason: 'published', evidence: { kind, link, words } };
  }
  if (state !== 'closed') return { as: 'owed' };
  // Nothing more was to be said; of an event that nothing was ever said of, nothing is claimed.
  return stage === 'follow-up'
    ? { as: 'done', reason: 'explained', evidence: { kind: 'statement', link: null, words: summary ?? '' } }
    : { as: 'withdrawn', reason: 'other' };
}
