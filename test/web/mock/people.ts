import type { PersonView, RoleView, SessionView } from '../../../src/api/people';
import { PERMISSIONS } from '../../../src/domain/people/permissions';
import { ROLES, type Role } from '../../../src/domain/people/role';
import { mockId, type WorldClock } from './instants';

const disabled = new Set<string>();
const described = new Map<string, Partial<PersonView>>();

/** An administrator (who is signed in), a locked officer, one without a password, and one who was shut out. */
export function mockPeople(clock: WorldClock): readonly PersonView[] {
  const person = (n: number, more: Partial<PersonView>): PersonView => ({
    id: mockId('e', n),
    username: `person-${n}`,
    name: `人员${n}`,
    role: 'officer',
    unitId: null,
    disabled: disabled.has(mockId('e', n)),
    hasPassword: true,
    lockedUntilAt: null,
    addresses: { mail: null, mobile: null, wecomUserId: null, feishuOpenId: null },
    assignments: [],
    isGuest: false,
    ...more,
    ...described.get(mockId('e', n)),
  });
  return [
    person(1, { name: '王管理', username: 'wang', role: 'administrator' }),
    person(2, { name: '李联络', username: 'li', lockedUntilAt: clock.at(0.25) }),
    person(3, { name: '赵值班', username: 'zhao', role: 'operator', hasPassword: false }),
    person(4, { name: '钱离任', username: 'qian', disabled: true }),
    ...(described.has(mockId('e', 5)) ? [person(5, { hasPassword: false })] : []),
  ];
}

export function setMockDisabled(id: string, is: boolean, clock: WorldClock): PersonView | undefined {
  if (is) disabled.add(id);
  else disabled.delete(id);
  return mockPeople(clock).find((person) => person.id === id);
}

/** Adds somebody, or changes the person of that id; null: the username is taken. */
export function describeMock(
  id: string | null,
  { reason: _reason, ...said }: Readonly<Record<string, unknown>>,
  clock: WorldClock,
): PersonView | null {
  if (id === null && mockPeople(clock).some(({ username }) => username === said['username'])) return null;
  const of = id ?? mockId('e', 5);
  described.set(of, { ...described.get(of), ...said });
  return mockPeople(clock).find((person) => person.id === of) ?? null;
}

/** Gives a further unit, or ends one. */
export function assignMock(
  id: string,
  { role, unitId, ended: endedId }: Readonly<Record<string, unknown>>,
  clock: WorldClock,
): PersonView | null {
  const before = mockPeople(clock).find((person) => person.id === id)?.assignments ?? [];
  const added = { id: mockId('f', before.length + 1), role: role as Role, unitId: String(unitId) };
  const assignments = endedId === null ? [...before, added] : before.filter((one) => one.id !== endedId);
  described.set(id, { ...described.get(id), assignments });
  return mockPeople(clock).find((person) => person.id === id) ?? null;
}

const ended = new Set<string>();
export function endMockSession(id: string): void {
  ended.add(id);
}

/** A computer and a telephone; of oneself the computer is the one that asks. */
export function mockSessions(clock: WorldClock, isOwn: boolean): readonly SessionView[] {
  const session = (n: number, more: Partial<SessionView>): SessionView => ({
    id: mockId(isOwn ? 'a' : 'b', n),
    by: 'password',
    createdAt: clock.at(-3),
    lastSeenAt: clock.at(-0.1),
    expiresAt: clock.at(9),
    from: { address: '10.8.0.12', browser: 'edge', system: 'windows' },
    isThis: false,
    ...more,
  });
  return [
    session(1, { isThis: isOwn }),
    session(2, { by: 'link', from: { address: '112.96.3.4', browser: 'wechat', system: 'android' } }),
    session(3, { by: null, from: null }),
  ].filter(({ id }) => !ended.has(id));
}

/** Every role, one of them set up otherwise. */
export function mockRoles(): RoleView[] {
  return ROLES.map((role) => ({
    ...{
      role,
      actions: PERMISSIONS[role],
      isFixed: role === 'administrator',
      isChanged: role === 'officer',
      version: 1,
    },
  }));
}
