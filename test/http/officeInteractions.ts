import type { InteractionDetailView, InteractionView } from '../../src/api/interactions';
import type { Action, Principal } from '../../src/domain/people/role';
import type { Services } from '../../src/services/index';
import { dutyOf, dutyListed } from './officeDuties';
import { contentChecksOf, stopOverrideOf } from './officeOwnWords';
import { ACCOUNTS } from './officePeople';
import { unused, type OfficeRules } from './officeRules';

const AT = '2026-11-20T02:00:00.000Z';
const LISTED = {
  ...{ id: ACCOUNTS.ofA, title: '建议增设公交站', kind: 'suggestion' as const },
  ...{ source: 'site-mailbox' as const, state: 'answered' as const },
  ...{ receivedAt: AT, answeredAt: AT, isPublic: true, satisfaction: 'satisfied' as const, version: 4 },
};

/** One complete example of every view. */
export const interactionOf = (more: Partial<InteractionDetailView> = {}): InteractionDetailView => ({
  ...LISTED,
  ...{
    text: '东街没有公交站，联系 13800001234',
    authorName: '市民',
    isTextGone: false,
    link: 'https://city.example/q',
    setAside: null,
  },
  answer: { text: '已列入计划。', withheld: null, authorName: '李四', writtenAt: AT },
  shown: { title: '建议增设公交站', question: '东街没有公交站，联系 138****1234', answer: '已列入计划。' },
  ...{ answerLink: 'https://city.example/a', satisfactionWords: '谢谢', reviewId: ACCOUNTS.ofA },
  overrides: [stopOverrideOf()],
  acts: ['write', 'submit', 'reclassify', 'set-aside'],
  thread: [{ event: 'receive', name: '', at: AT, words: null }],
  duty: dutyOf(),
  ...more,
});
const interactionListed = (): InteractionView => ({ ...LISTED, duty: dutyListed() });

/** Messages from outside, in the office. */
export function interactionServices({ change, page, visible }: OfficeRules): Pick<Services, 'interactions'> {
  const changed = (what: string, id: string, by: { principal: Principal; action: Action }): InteractionDetailView => {
    change(what, id, by);
    return interactionOf();
  };
  const writes = (what: string, id: string, principal: Principal) =>
    changed(what, id, { principal, action: 'duty.write' });
  const decides = (what: string, id: string, principal: Principal) =>
    changed(what, id, { principal, action: 'duty.decide' });
  const intake = async (principal: Principal) => {
    change('received', ACCOUNTS.ofA, { principal, action: 'duty.receive' });
    const line = { line: 1, sourceId: '1', result: 'received', id: ACCOUNTS.ofA, field: null, message: null } as const;
    return { received: 1, known: 0, refused: 0, lines: [line] };
  };
  return {
    interactions: {
      list: async () => page([interactionListed()]),
      show: async (id, principal) => {
        visible(id, principal);
        return interactionOf();
      },
      receive: async (_messages, principal) => intake(principal),
      receiveSheet: async (_sheets, principal) => intake(principal),
      write: async ({ id }, _draft, principal) => writes('answered', id, principal),
      checks: async (id, principal) => {
        visible(id, principal);
        return contentChecksOf();
      },
      submit: async ({ id }, principal) => writes('handed-in', id, principal),
      reclassify: async ({ id }, _kind, principal) => writes('reclassified', id, principal),
      setAside: async ({ id }, _said, principal) => decides('set-aside', id, principal),
      takeUp: async ({ id }, _words, principal) => decides('taken-up', id, principal),
      showWhere: async ({ id }, _link, principal) => writes('linked', id, principal),
      form: unused,
      receivePublic: unused,
      standing: unused,
      rate: unused,
      published: unused,
      resumeInteractions: unused,
    },
  };
}
