import type { HandoverView } from '../../src/api/people';
import type { PersonId, HandoverId } from '../../src/domain/ids';
import type { PeopleServices } from '../../src/services/index';
import { ACCOUNTS, NOW } from './officePeople';
import { unused, type OfficeRules } from './officeRules';

const ITEM = { kind: 'duty-day', id: 'a-day', label: '总值班 2026-12-01' } as const;
export const handoverOf = (more: Partial<HandoverView> = {}): HandoverView => ({
  id: '6'.repeat(24) as HandoverId,
  ...{ fromId: ACCOUNTS.ofA as string as PersonId, fromName: '钱离任' },
  ...{ toId: ACCOUNTS.ofB as string as PersonId, toName: '赵值班' },
  ...{ byId: ACCOUNTS.ofA as string as PersonId, byName: '王管理' },
  ...{ reason: '调离', at: NOW.toISOString(), doneAt: NOW.toISOString() },
  ...{ disables: true, isDisabled: true, state: 'done', items: [ITEM], left: [] },
  ...more,
});

type Handing = Pick<PeopleServices, 'previewHandover' | 'handOver' | 'handovers' | 'handover' | 'resumeHandovers'>;

/** Hand-overs, in the office. */
export function handoverServices({ page, asked }: Pick<OfficeRules, 'page' | 'asked'>): Handing {
  return {
    previewHandover: async (fromId) => ({ fromId, fromName: '钱离任', items: [{ ...ITEM, canGive: true }] }),
    handOver: async (fromId, { reason }, principal) => {
      asked.push(`handed-over:${reason} ${fromId} ${principal.name}`);
      return handoverOf();
    },
    handovers: async () => page([handoverOf()]),
    handover: async () => handoverOf(),
    resumeHandovers: unused,
  };
}
