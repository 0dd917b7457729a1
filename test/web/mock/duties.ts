import type { DutyDetailView } from '../../../src/api/duties';
import type { InteractionDetailView } from '../../../src/api/interactions';
import type { EmergencyDetailView, MeetingDetailView, StatementView, SurveyPlanView } from '../../../src/api/unitFiles';
import { dutyRuleView } from '../../../src/services/duties/dutyView';
import { dutyFiguresOf, dutyOf } from '../../http/officeDuties';
import { interactionOf } from '../../http/officeInteractions';
import { emergencyOf, meetingOf, statementsOf, surveyOf, surveyPlanOf } from '../../http/officeUnitFiles';
import { LIMIT_RULES } from '../../services/office';
import { mockId } from './instants';
import { NOT_FOUND, ok, page, type Query, type Reply } from './replies';

export interface MockDuties {
  readonly plans: SurveyPlanView[];
  readonly emergencies: EmergencyDetailView[];
  readonly statements: StatementView[];
  readonly meetings: MeetingDetailView[];
  readonly duties: DutyDetailView[];
  readonly interactions: InteractionDetailView[];
}

/** Something that is owed, something that is done, and a message that waits for its answer. */
export function mockDuties(): MockDuties {
  const owed = { evidence: null, offeredTo: null, shares: [], state: 'open', ruleKey: 'proactive-5wd' } as const;
  const disclosure = { ...owed, subject: 'disclosure', subjectId: null, ruleTitle: '其他主动公开的政府信息' } as const;
  const duty = dutyOf({
    ...{ ...owed, id: mockId('d', 60), title: '建议增设公交站', subjectId: mockId('d', 70), acts: ['offer', 'join'] },
  });
  const survey = { state: 'held', resultLink: null, sight: null, acts: ['publish', 'cancel'] } as const;
  const open = { dutyId: mockId('d', 61), ...survey };
  return {
    plans: [surveyPlanOf({ id: mockId('d', 80), items: [surveyOf({ ...open, key: mockId('d', 81) })] })],
    emergencies: [emergencyOf({ id: mockId('d', 82), statements: 0, calls: [], accounts: [], state: 'open' })],
    statements: [],
    meetings: [meetingOf({ id: mockId('d', 83), decisions: [] })],
    duties: [
      dutyOf({ ...disclosure, id: mockId('d', 61), title: '机构调整公告', acts: ['complete', 'ask-extension'] }),
      duty,
    ],
    interactions: [
      interactionOf({
        ...{ id: mockId('d', 70), state: 'received', answer: null, shown: null, answeredAt: null, duty },
        ...{ isPublic: false, satisfaction: null, satisfactionWords: null, answerLink: null, reviewId: null },
        overrides: [],
        acts: ['write', 'reclassify', 'set-aside'],
      }),
    ],
  };
}

/** What the API returns of duties and messages. */
export function readDuties(
  { duties, interactions, plans, emergencies, statements, meetings }: MockDuties,
  [list, id, kind]: readonly (string | undefined)[],
  query: Query,
): Reply {
  if (kind === 'results')
    return ok({ columns: 1, found: [{ key: mockId('d', 81), title: '问卷结果', link: RESULT, at: surveyAt() }] });
  if (kind === 'statements') return page(statements, query);
  if (list === 'duty-rules') return page(LIMIT_RULES.map(dutyRuleView), query);
  if (list === 'duty-units') return page([{ id: mockId('b', 2), name: '城关镇' }], query);
  if (list === 'duty-figures') return page([dutyFiguresOf()], query);
  if (list === 'asked-duties') return page([], query);
  const files = { interactions, duties, 'survey-plans': plans, emergencies, meetings } as const;
  const all: readonly { readonly id: string }[] = files[list as keyof typeof files];
  const one = all.find((each) => each.id === id);
  if (id !== undefined) return one === undefined ? NOT_FOUND : ok(one);
  if (list === 'meetings')
    return page(
      meetings.map((each) => ({ ...each, decisions: each.decisions.length })),
      query,
    );
  return page([...all], query);
}

const RESULT = 'https://city.example/r';
const surveyAt = (): string => surveyOf().sight?.at ?? '';

/** What becomes of a survey, an event or a meeting. */
function changeFile(
  { plans, emergencies, statements, meetings }: MockDuties,
  [list, , act]: readonly (string | undefined)[],
  body: Readonly<Record<string, unknown>>,
): Reply {
  const [plan, event, meeting] = [plans[0], emergencies[0], meetings[0]];
  if (plan === undefined || event === undefined || meeting === undefined) return NOT_FOUND;
  if (list === 'survey-plans') {
    const done = { state: 'published', resultLink: String(body['link']), acts: [] } as const;
    const sight = { as: 'seen', at: surveyAt(), link: RESULT } as const;
    plans[0] = { ...plan, items: plan.items.map((item) => ({ ...item, ...done, sight })), version: plan.version + 1 };
    return ok(plans[0]);
  }
  if (list === 'meetings') {
    const decision = { ...meetingOf().decisions[0], text: String(body['text']), dueOn: String(body['dueOn']) };
    meetings[0] = { ...meeting, decisions: [decision as MeetingDetailView['decisions'][number]] };
    return ok(meetings[0]);
  }
  const version = event.version + 1;
  const words = String(body['words']);
  const [, entered] = statementsOf();
  if (entered === undefined) return NOT_FOUND;
  if (act === 'statements') statements[0] = { ...entered, speaker: String(body['speaker']), words, struck: null };
  if (act === 'strike')
    statements[0] = { ...(statements[0] ?? entered), struck: { at: entered.at, name: '王敏', words } };
  emergencies[0] =
    act === 'statements' || act === 'strike'
      ? { ...event, version, state: act === 'strike' ? 'open' : 'answered', statements: act === 'strike' ? 0 : 1 }
      : { ...event, version, state: 'closed', summary: String(body['summary']), acts: ['reopen'] };
  return ok(emergencies[0]);
}

/** What becomes of one. */
export function changeDuties(
  mock: MockDuties,
  [list, id, act]: readonly (string | undefined)[],
  body: Readonly<Record<string, unknown>>,
): Reply {
  const { duties, interactions } = mock;
  if (list !== 'interactions' && list !== 'duties') return changeFile(mock, [list, id, act], body);
  if (list === 'interactions') {
    const at = interactions.findIndex((each) => each.id === id);
    const before = interactions[at];
    if (before === undefined) return NOT_FOUND;
    const answer = { text: String(body['text']), withheld: null, authorName: '王敏', writtenAt: before.receivedAt };
    const next: InteractionDetailView =
      act === 'answer'
        ? { ...before, answer, acts: ['write', 'submit'], version: before.version + 1 }
        : { ...before, state: 'in-review', acts: [], version: before.version + 1 };
    interactions[at] = next;
    return ok(next);
  }
  const at = duties.findIndex((each) => each.id === id);
  const before = duties[at];
  if (before === undefined) return NOT_FOUND;
  const words = String(body['words']);
  const evidence = { kind: 'link', link: String(body['link']), words } as const;
  duties[at] = { ...before, state: 'done', evidence, acts: [], endedAt: before.dueBy, version: before.version + 1 };
  return ok(duties[at]);
}
