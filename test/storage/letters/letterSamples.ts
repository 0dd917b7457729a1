import type { DigestPlanId, LetterId, NotifyChannelId, PersonId, ReminderId, UnitId } from '../../../src/domain/ids';
import type { DigestPlan } from '../../../src/domain/letters/digestPlan';
import type { Letter } from '../../../src/domain/letters/letter';
import type { Reminder } from '../../../src/domain/letters/reminder';
import { deskOf } from '../../../src/domain/notify/notification';
import type { CivilDate } from '../../../src/domain/time/instant';
import { NOW } from '../samples';
import { ids } from '../testStore';

const TODAY = '2026-09-18' as CivilDate;

export function letterOf(given: Partial<Letter> = {}): Letter {
  const channelId = given.channelId ?? ids.id<NotifyChannelId>();
  const text = { title: '催办', severity: 'notice', lines: [{ text: '请尽快办理。', path: '/mandates' }] };
  return {
    id: ids.id<LetterId>(),
    kind: 'reminder',
    planId: null,
    reminderId: null,
    on: TODAY,
    desk: deskOf(channelId, given.personId ?? null),
    channelId,
    personId: null,
    recipient: '值班群',
    to: null,
    calledIds: [],
    unitPath: [],
    alertIds: [],
    content: JSON.stringify({ ...text, more: 0, morePath: null, language: 'zh', data: {} }),
    state: 'queued',
    reason: null,
    queuedAt: NOW,
    waitsUntilAt: NOW,
    messageId: null,
    fellFrom: [],
    settledAt: null,
    ...given,
  };
}

export function planOf(given: Partial<DigestPlan> = {}): DigestPlan {
  return {
    id: ids.id<DigestPlanId>(),
    name: '晨报',
    kind: 'morning',
    channelId: ids.id<NotifyChannelId>(),
    audience: { kind: 'group' },
    unitId: null,
    atMinute: 510,
    disabled: false,
    sinceAt: new Date(0),
    version: 1,
    ...given,
  };
}

export function reminderOf(given: Partial<Reminder> = {}): Reminder {
  const unitId = given.unitId ?? ids.id<UnitId>();
  return {
    id: ids.id<ReminderId>(),
    subject: { kind: 'accounts', id: null, label: '3 个账号' },
    unitId,
    unitName: '县教育局',
    unitPath: [unitId],
    count: 3,
    text: '请尽快更新。',
    by: { personId: ids.id<PersonId>(), name: '张三' },
    at: NOW,
    on: TODAY,
    nth: 1,
    request: 'one',
    pickedIds: [],
    restsOn: [],
    named: [],
    path: '/accounts',
    desks: [],
    ...given,
  };
}
