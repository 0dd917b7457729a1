import type {
  AlertLetterView,
  DigestPlanView,
  DigestPreviewView,
  LetterView,
  ReminderPreviewView,
  ReminderView,
} from '../../src/api/letters';
import type { Services } from '../../src/services/index';
import { ACCOUNTS } from './officePeople';
import { unused, type OfficeRules } from './officeRules';

const AT = '2026-11-20T00:30:00.000Z';
const ID = 'e'.repeat(24);

/** One complete example of every view. */
export const digestOf = (): DigestPlanView => ({
  id: ID,
  name: '晨报',
  kind: 'morning',
  channelId: ID,
  audience: { kind: 'role', role: 'operator' },
  unitId: ID,
  atMinute: 510,
  disabled: false,
  version: 1,
});
export const letterOf = (): LetterView => ({
  id: ID,
  on: '2026-11-20',
  recipient: '王敏',
  channelName: '值班群',
  title: '晨间提要 11-20：今日到期 3 项',
  state: 'sent',
  reason: 'fallback',
  queuedAt: AT,
  settledAt: AT,
});
export const digestPreviewOf = (): DigestPreviewView => ({
  recipients: [{ recipient: '王敏', outcome: 'sends', title: '晨间提要', lines: ['［今日到期］'] }],
  more: 1,
});
const subject = { kind: 'mandate', id: ID, label: '关于…的通知' } as const;
export const previewOf = (): ReminderPreviewView => ({
  subject,
  text: '请抓紧完成转载。',
  mostADay: 2,
  units: [
    {
      unitId: ID,
      unitName: '县教育局',
      count: 3,
      outcome: 'waits',
      remindedToday: 1,
      waitsUntilAt: AT,
      ways: [{ recipient: '王敏', channelName: '邮件', channelKind: 'mail' }],
    },
  ],
});
export const reminderOf = (): ReminderView => {
  const { on: _on, title: _title, ...letter } = letterOf();
  const unit = { unitId: ID, unitName: '县教育局', count: 3 };
  return { id: ID, subject, ...unit, text: '请抓紧完成转载。', byName: '王敏', at: AT, letters: [letter] };
};

export const alertLetterOf = (): AlertLetterView => {
  const { on: _on, title: _title, ...letter } = letterOf();
  return { ...letter, kind: 'reminder', byName: '王敏' };
};

/** Digests and reminders, in the office. */
export function letterServices({ change, page, visible }: OfficeRules): Pick<Services, 'letters'> {
  return {
    letters: {
      counts: async () => ({ queued: 2 }),
      makeDigests: unused,
      carryReminders: unused,
      digests: async () => [digestOf()],
      addDigest: async (_draft, principal) => {
        change('letters:add', ACCOUNTS.ofA, { principal, action: 'notify.manage' });
        return digestOf();
      },
      changeDigest: async (_of, _draft, principal) => {
        change('letters:change', ACCOUNTS.ofA, { principal, action: 'notify.manage' });
        return digestOf();
      },
      removeDigest: async (_of, principal) =>
        change('letters:remove', ACCOUNTS.ofA, { principal, action: 'notify.manage' }),
      previewDigest: async () => digestPreviewOf(),
      digestLetters: async () => page([letterOf()]),
      previewReminder: async () => previewOf(),
      remind: async (_asked, principal) => {
        change('letters:remind', ACCOUNTS.ofA, { principal, action: 'reminder.send' });
        return previewOf();
      },
      reminders: async () => page([reminderOf()]),
      ofAlert: async (alertId, principal) => {
        visible(alertId, principal);
        return [alertLetterOf()];
      },
    },
  };
}
