import type { DutyDetailView } from '../../../src/api/duties';
import type { InteractionDetailView } from '../../../src/api/interactions';
import { dutyRuleView } from '../../../src/services/duties/dutyView';
import { dutyFiguresOf, dutyOf } from '../../http/officeDuties';
import { interactionOf } from '../../http/officeInteractions';
import { LIMIT_RULES } from '../../services/office';
import { mockId } from './instants';
import { NOT_FOUND, ok, page, type Query, type Reply } from './replies';

export interface MockDuties {
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
  return {
    duties: [
      dutyOf({ ...disclosure, id: mockId('d', 61), title: '机构调整公告', acts: ['complete', 'ask-extension'] }),
      duty,
    ],
    interactions: [
      interactionOf({
        ...{ id: mockId('d', 70), state: 'received', answer: null, shown: null, answeredAt: null, duty },
        ...{ isPublic: false, satisfaction: null, satisfactionWords: null, answerLink: null, reviewId: null },
        acts: ['write', 'reclassify', 'set-aside'],
      }),
    ],
  };
}

/** What the API returns of duties and messages. */
export function readDuties(
  { duties, interactions }: MockDuties,
  [list, id]: readonly (string | undefined)[],
  query: Query,
): Reply {
  if (list === 'duty-rules') return page(LIMIT_RULES.map(dutyRuleView), query);
  if (list === 'duty-units') return page([{ id: mockId('b', 2), name: '城关镇' }], query);
  if (list === 'duty-figures') return page([dutyFiguresOf()], query);
  if (list === 'asked-duties') return page([], query);
  const all: readonly { readonly id: string }[] = list === 'interactions' ? interactions : duties;
  const one = all.find((each) => each.id === id);
  if (id !== undefined) return one === undefined ? NOT_FOUND : ok(one);
  return page([...all], query);
}

/** What becomes of one. */
export function changeDuties(
  { duties, interactions }: MockDuties,
  [list, id, act]: readonly (string | undefined)[],
  body: Readonly<Record<string, unknown>>,
): Reply {
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
