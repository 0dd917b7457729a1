import type { OnboardingPlanView, OnboardingRowView } from '../../src/api/onboarding';
import type { Principal } from '../../src/domain/people/role';
import type { Services } from '../../src/services/index';
import { ACCOUNTS, NOW, UNIT_A } from './officePeople';
import type { OfficeRules } from './officeRules';

const COUNTS = { late: 1, open: 0, incomplete: 0, done: 0, 'done-late': 0, excepted: 0 };

export const onboardingPlanOf = (more: Partial<OnboardingPlanView> = {}): OnboardingPlanView => ({
  id: '6'.repeat(24),
  title: '进驻“云溪在线”',
  heads: [{ name: '云溪在线', platform: 'app' }],
  source: '晋城市 2019-06-06',
  within: null,
  steps: {
    basic: {
      ...{ dueBy: '2026-06-30', clause: '四：基本进驻', levels: ['department'], sectors: [], under: [] },
      counts: COUNTS,
    },
    all: {
      ...{ dueBy: '2027-12-31', clause: '四：全部进驻', levels: [], sectors: [], under: [] },
      counts: { ...COUNTS, late: 0, open: 1 },
    },
  },
  declaredAt: NOW.toISOString(),
  endedAt: null,
  version: 1,
  mayChange: true,
  ...more,
});

export const onboardingRowOf = (more: Partial<OnboardingRowView> = {}): OnboardingRowView => ({
  ...{
    unitId: UNIT_A,
    unitName: '甲局',
    step: 'basic',
    dueBy: '2026-06-30',
    state: 'late',
    fact: null,
    exception: null,
  },
  ...{ inUse: 1, left: [{ id: ACCOUNTS.ofA, name: '甲局发布', platform: 'weibo' }] },
  ...more,
});

/** Joining a head account, in the office. */
export function onboardingServices({ change, page }: OfficeRules): Pick<Services, 'onboarding'> {
  const asked = (what: string, principal: Principal, action: Parameters<OfficeRules['change']>[2]['action']): void =>
    change(what, ACCOUNTS.ofA, { principal, action });
  return {
    onboarding: {
      plans: async () => page([onboardingPlanOf()]),
      standing: async () => ({ plan: onboardingPlanOf(), items: [onboardingRowOf()], asOf: NOW.toISOString() }),
      declare: async (_draft, principal) => {
        asked('onboarding:declare', principal, 'rules.manage');
        return onboardingPlanOf();
      },
      change: async (_id, _change, principal) => {
        asked('onboarding:change', principal, 'rules.manage');
        return onboardingPlanOf({ version: 2 });
      },
      setEnded: async (_id, { ended }, principal) => {
        asked('onboarding:end', principal, 'rules.manage');
        return onboardingPlanOf({ endedAt: ended ? NOW.toISOString() : null });
      },
      record: async (_id, _record, principal) => {
        asked('onboarding:record', principal, 'account.write');
        return { done: 1, left: [] };
      },
      takeBack: async (_id, _asked, principal) => asked('onboarding:take-back', principal, 'account.write'),
      except: async (_id, _asked, principal) => {
        asked('onboarding:except', principal, 'finding.dismiss');
        return { done: 1, left: [] };
      },
      endException: async (_id, _asked, principal) => asked('onboarding:end-exception', principal, 'finding.dismiss'),
    },
  };
}
