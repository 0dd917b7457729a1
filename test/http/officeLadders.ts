import type { EscalationView, LadderDryRunView, LadderView } from '../../src/api/ladders';
import type { LadderServices } from '../../src/services/index';
import { ACCOUNTS } from './officePeople';
import { unused, type OfficeRules } from './officeRules';

const AT = '2026-11-20T02:00:00.000Z';
const ID = 'd'.repeat(24);

/** One complete example of every view. */
export const ladderOf = (): LadderView => ({
  id: ID,
  name: '紧急升级',
  position: 1,
  match: {
    kinds: ['account-silent'],
    leastSeverity: 'critical',
    unitId: null,
    platform: 'weibo',
    siteId: null,
    authority: 'state-council',
  },
  rungs: [
    { afterMinutes: 30, channelId: ID, audience: { kind: 'unit', levelsUp: 0, role: 'officer' } },
    { afterMinutes: 60, channelId: ID, audience: { kind: 'people', personIds: [ID] } },
  ],
  isNight: false,
  disabled: false,
  version: 1,
});
export const escalationOf = (): EscalationView => ({
  id: ID,
  ladderName: '紧急升级',
  state: 'climbing',
  openedAt: AT,
  nextAt: AT,
  isHeld: false,
  rungs: [
    { number: 1, channelName: '值班群', at: AT, told: 0, reason: 'no-address' },
    { number: 2, channelName: '值班群', at: AT, told: 2, reason: null },
    { number: 3, channelName: '值班群', at: AT, told: null, reason: null },
  ],
});
export const rehearsalOf = (alertId: string): LadderDryRunView => ({
  alertId,
  ladderName: '紧急升级',
  isClimbing: false,
  rungs: [
    {
      number: 1,
      at: AT,
      channelName: '值班群',
      recipients: [{ recipient: '王敏', outcome: 'told', toldAs: 'unit' }],
      reason: null,
    },
    { number: 2, at: AT, channelName: '值班群', recipients: [], reason: 'nobody-there' },
  ],
});

/** What nobody acknowledges is told to the next above, in the office. */
export function ladderServices({ change, visible }: OfficeRules): LadderServices {
  const set = (what: string, principal: Parameters<LadderServices['ladders']>[0]) =>
    change(`oncall:${what}`, ACCOUNTS.ofA, { principal, action: 'notify.manage' });
  return {
    beginClimbs: unused,
    climbDue: unused,
    ladders: async () => [ladderOf()],
    addLadder: async (_draft, principal) => {
      set('add-ladder', principal);
      return ladderOf();
    },
    changeLadder: async (_of, _draft, principal) => {
      set('change-ladder', principal);
      return ladderOf();
    },
    removeLadder: async (_of, principal) => set('remove-ladder', principal),
    rehearse: async (alertId) => rehearsalOf(alertId),
    escalations: async (alertId, principal) => {
      visible(alertId, principal);
      return [escalationOf()];
    },
  };
}
