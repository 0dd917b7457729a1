import { z } from 'zod';
import type { AccountId, CaseId, MandateId, SiteId, UnitId } from '../../domain/ids';
import type { SilencedThing } from '../../services/notify/contract';
import { idOf, queryFlag } from '../edge/inputSchemas';
import { refuse } from '../edge/problem';

export const silencesQuery = z.strictObject({
  accountId: z.exactOptional(idOf<AccountId>()),
  siteId: z.exactOptional(idOf<SiteId>()),
  mandateId: z.exactOptional(idOf<MandateId>()),
  caseId: z.exactOptional(idOf<CaseId>()),
  unitId: z.exactOptional(idOf<UnitId>()).meta({ description: 'The unit and what lies below it.' }),
  sources: z.exactOptional(queryFlag).meta({
    shownAs: { type: 'boolean', description: 'How well everything is seen: incidents and what is unknown.' },
  }),
});

/** What silences are asked about; null: all that the reader may be shown. Refuses more than one thing. */
export function silencedThing(query: z.output<typeof silencesQuery>): SilencedThing | null {
  const { accountId, siteId, mandateId, caseId, unitId, sources = false } = query;
  const asked: readonly (SilencedThing & { readonly field: string })[] = [
    ...(accountId === undefined ? [] : [{ kind: 'account', id: accountId, field: 'accountId' } as const]),
    ...(siteId === undefined ? [] : [{ kind: 'site', id: siteId, field: 'siteId' } as const]),
    ...(mandateId === undefined ? [] : [{ kind: 'mandate', id: mandateId, field: 'mandateId' } as const]),
    ...(caseId === undefined ? [] : [{ kind: 'case', id: caseId, field: 'caseId' } as const]),
    ...(unitId === undefined ? [] : [{ kind: 'unit', id: unitId, field: 'unitId' } as const]),
    ...(sources ? [{ kind: 'sources', field: 'sources' } as const] : []),
  ];
  const [first, second] = asked;
  if (second !== undefined)
    throw refuse('invalid-input', '一次只能查询一个对象的静默。', {
      field: second.field,
      remedy: '请只给出 accountId、siteId、mandateId、caseId、unitId、sources 中的一项。',
    });
  if (first === undefined) return null;
  const { field: _field, ...thing } = first;
  return thing;
}
