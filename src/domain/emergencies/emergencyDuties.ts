import type { LinkedDuty, LinkedStanding } from '../duties/linkedDuty';
import type { LimitRule } from '../duties/limitRule';
import {
  standingStatements,
  type Emergency,
  type EmergencyClock,
  type EmergencyKind,
  type Statement,
} from './emergency';

/** Within which limit something is said first, by kind of event, and again. */
export interface EmergencyRules {
  readonly first: Readonly<Record<EmergencyKind, LimitRule>>;
  readonly followUp: LimitRule;
}

/** The clocks of an event, and how each stands: done by what was said after it began, or over with the event. */
export function emergencyDuties(emergency: Emergency, rules: EmergencyRules): readonly LinkedDuty[] {
  const { id, unitId, unitPath, kind, title, clocks, thread, state } = emergency;
  const last = thread.at(-1);
  const since = emergency.closedAt ?? last?.at ?? emergency.knownAt;
  const lastWords = state === 'closed' ? emergency.summary : last?.words;
  return clocks.map((clock) => {
    const { dutyId, stage, began } = clock;
    const said = answerTo(emergency, clock);
    return {
      ...{ id: dutyId, subjectId: id, category: kind, unit: { id: unitId, path: unitPath } },
      rule: stage === 'first' ? rules.first[kind] : rules.followUp,
      title: stage === 'first' ? `${title}（首次发布）` : `${title}（后续发布）`,
      began: { precision: 'instant', at: began, original: '' },
      stands: isVoid(emergency, clock)
        ? { as: 'withdrawn', reason: 'opened-by-mistake' }
        : standing(emergency, stage, said),
      by:
        said === null
          ? { by: last?.by ?? null, name: last?.name ?? '', at: since }
          : { by: null, name: '', at: said.at },
      words: said === null ? (lastWords ?? '重新办理') : `${said.speaker}已发布`,
    };
  });
}

/** What was said first after a clock began; of the first clock anything since it was known. */
function answerTo(emergency: Emergency, { stage, began }: EmergencyClock): Statement | null {
  return standingStatements(emergency).find(({ at }) => (stage === 'first' ? at >= began : at > began)) ?? null;
}

/** A clock runs from what was said; if that is struck, it never began. */
export function isVoid(emergency: Pick<Emergency, 'statements'>, { stage, began }: EmergencyClock): boolean {
  return stage === 'follow-up' && standingStatements(emergency).every(({ at }) => at.getTime() !== began.getTime());
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
