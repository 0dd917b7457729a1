import type { Services } from '../../src/services/index';
import { ACCOUNTS } from './officePeople';
import type { OfficeRules } from './officeRules';
import { unitView } from './unitSamples';

const MEANING = {
  reached: [{ mandateId: ACCOUNTS.ofA, title: '关于加强教育工作的意见', channels: 2 }],
  left: [{ mandateId: ACCOUNTS.ofA, title: '关于加强卫生工作的意见', open: 1 }],
};

/** Whom documents reach, in the office. */
export function reachServices({ change }: OfficeRules): Pick<Services, 'reach'> {
  return {
    reach: {
      previewUnit: async (id) => ({ unit: unitView(id), ...MEANING }),
      changeUnit: async (id, { reason }, principal) => {
        change(`unit:${reason}`, ACCOUNTS.ofA, { principal, action: 'people.manage' });
        return unitView(id);
      },
      previewCounterpart: async (id) => ({ sourceId: id, counterpart: null, counterparts: 0, ...MEANING }),
      changeCounterpart: async (id, { unitId, reason }, principal) => {
        change(`counterpart:${reason}`, ACCOUNTS.ofA, { principal, action: 'rules.manage' });
        const counterpart = unitId === null ? null : { unitId, name: '市教育局' };
        return { sourceId: id, counterpart, counterparts: 3, reached: [], left: [] };
      },
    },
  };
}
