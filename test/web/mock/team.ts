import type { CourseView, LiaisonView } from '../../../src/api/team';
import { DUTY_RULES } from '../../../src/domain/team/liaison';
import { courseOf, liaisonOf } from '../../http/officeTeam';
import { mockId } from './instants';
import { ok, page, problem, type Reply } from './replies';

type Query = Parameters<typeof page>[1];
const added: LiaisonView[] = [];
const recorded: CourseView[] = [];
const ended = new Set<string>();

function all(): readonly LiaisonView[] {
  return [
    liaisonOf({ unitName: '县教育局', person: { id: mockId('e', 2), name: '李联络' } }),
    liaisonOf({
      id: mockId('a', 8),
      duty: 'leader',
      name: '王分管',
      post: '副局长',
      rank: 'section',
      unitName: '县教育局',
    }),
    ...added,
  ].map((one) => (ended.has(one.id) ? { ...one, untilOn: '2026-11-20' } : one));
}

/** What the API returns of the roster. */
export function liaisons(part: string | undefined, query: Query): Reply {
  if (part === 'gaps')
    return ok({
      units: 17,
      duties: DUTY_RULES.map((rule) => ({
        ...rule,
        gaps: {
          missing: rule.duty === 'chief' ? 14 - added.length : 0,
          'below-rank': rule.duty === 'chief' ? 1 : 0,
          'too-many': 0,
        },
      })),
      asOf: new Date().toISOString(),
    });
  if (part === 'unfilled')
    return page([{ id: mockId('f', 1), name: '城关镇', superiorName: '县政府办', holders: 0 }], query);
  return page(
    all().filter(({ duty }) => query['duty'] === undefined || duty === query['duty']),
    query,
  );
}

/** What the API returns of the courses. */
export function courses(part: string | undefined, query: Query): Reply {
  if (part === 'totals')
    return page(
      [{ unitId: mockId('f', 1), unitName: '城关镇', held: 1, heldHours: 6, attended: 2, attendedHours: 12 }],
      query,
    );
  return page([courseOf(), ...recorded], query);
}

/** Files, changes or ends; records a course. */
export function changeTeam(path: string, body: Readonly<Record<string, unknown>>): Reply {
  const [, list, id = '', act] = path.split('/');
  if (list === 'liaisons' && act === 'end') {
    ended.add(id);
    return ok(liaisonOf());
  }
  if (act === 'liaisons') {
    if (body['duty'] === 'chief' && body['rank'] === null) return problem(400, 'invalid-input', '请按实际填写职级。');
    added.push(
      liaisonOf({ ...(body as Partial<LiaisonView>), id: mockId('b', 20 + added.length), unitName: '城关镇' }),
    );
    return { status: 201, body: added.at(-1) };
  }
  if (path === '/courses') {
    recorded.push(courseOf({ id: mockId('c', 30), topic: String(body['topic']), attendees: [] }));
    return { status: 201, body: recorded.at(-1) };
  }
  return ok(list === 'courses' ? courseOf() : liaisonOf());
}
