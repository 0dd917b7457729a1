import type { OwnWordView } from '../../../src/api/content';
import { ownWordViewOf } from '../../http/officeOwnWords';
import { mockId } from './instants';
import { NOT_FOUND, ok, page, type Query, type Reply } from './replies';

/** A proposal of somebody else, and what is in force. */
export function mockOwnWords(): OwnWordView[] {
  const thread = ownWordViewOf().thread;
  const approved = { event: 'approve', name: '李主任', at: '2026-11-20T01:00:00.000Z', words: '属实' } as const;
  return [
    ownWordViewOf({ id: mockId('8', 701) }),
    ownWordViewOf({
      ...{ id: mockId('8', 702), words: '环境保护部', kind: 'outdated-name', standing: 'in-force', version: 2 },
      ...{ thread: [...thread, approved], acts: ['revoke'] },
    }),
  ];
}

export function readOwnWords(words: readonly OwnWordView[], query: Query): Reply {
  return page(
    words.filter(({ standing }) => query['state'] === undefined || query['state'] === standing),
    query,
  );
}

/** What becomes of one, or a new proposal. */
export function changeOwnWords(
  words: OwnWordView[],
  [id, act]: readonly (string | undefined)[],
  body: Readonly<Record<string, unknown>>,
): Reply {
  if (id === undefined) {
    const made = ownWordViewOf({
      id: mockId('8', 710 + words.length),
      words: String(body['words']),
      acts: ['withdraw'],
    });
    words.unshift(made);
    return { status: 201, body: made };
  }
  const at = words.findIndex((each) => each.id === id);
  const before = words[at];
  if (before === undefined) return NOT_FOUND;
  const standing =
    act === 'withdraw'
      ? 'withdrawn'
      : ({ approve: 'in-force', refuse: 'refused', revoke: 'revoked' } as const)[body['decision'] as 'approve'];
  const entry = {
    event: 'approve',
    name: '王管理',
    at: '2026-11-20T02:00:00.000Z',
    words: String(body['reason']),
  } as const;
  words[at] = { ...before, standing, acts: [], thread: [...before.thread, entry], version: before.version + 1 };
  return ok(words[at]);
}
