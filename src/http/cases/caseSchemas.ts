import { z } from 'zod';
import { PLATFORMS } from '../../domain/accounts/account';
import { CASE_EVENTS, CASE_STATES } from '../../domain/cases/case';
import type { AccountId, CaseId, UnitId } from '../../domain/ids';
import { ACTIONS, ROLES } from '../../domain/people/role';
import type { CaseView } from '../../api/cases';
import { isoInstant, listOf, named } from '../edge/answerSchemas';
import { idOf, pageFields, queryFlag } from '../edge/inputSchemas';

export const caseParams = z.strictObject({ id: idOf<CaseId>() });

export const casesQuery = z.strictObject({
  state: z.exactOptional(z.enum(CASE_STATES)),
  open: z.exactOptional(queryFlag),
  unit: z.exactOptional(idOf<UnitId>()),
  ...pageFields,
});
export type CasesQuery = z.output<typeof casesQuery>;

export const caseEventBody = z.strictObject({
  event: z.enum(CASE_EVENTS),
  note: z
    .string()
    .trim()
    .max(2_000)
    .meta({ description: 'Reason or remark; kept in the ledger. May be empty where the step asks for none.' }),
  successorAccountId: z.exactOptional(idOf<AccountId>()),
});
export type CaseEventBody = z.output<typeof caseEventBody>;

export const caseView = named(
  'Case',
  z.strictObject({
    id: z.string(),
    accountId: z.string(),
    accountName: z.string(),
    platform: z.enum(PLATFORMS),
    unitId: z.string(),
    unitName: z.string(),
    state: z.enum(CASE_STATES),
    occurredAt: isoInstant,
    openedAt: isoInstant,
    rectifyBy: isoInstant.nullable(),
    closedAt: isoInstant.nullable(),
    closeReason: z.string().nullable(),
    proposedBy: z.string().nullable(),
    successorName: z.string().nullable(),
    reviewId: z
      .string()
      .nullable()
      .meta({ description: 'The review that decides what is proposed; null: nothing waits for a decision.' }),
    nextSteps: z.array(
      z.strictObject({
        event: z.enum(CASE_EVENTS),
        by: z.enum([...ROLES, 'system']).meta({ description: 'Who sees to it as the product has it.' }),
        needs: z
          .enum(ACTIONS)
          .nullable()
          .meta({ description: 'The permission it takes, whoever has it here; null: the system takes it.' }),
        dueBy: isoInstant.nullable(),
        allowed: z.boolean(),
        refusal: z.string().nullable(),
      }),
    ),
    steps: z.array(
      z.strictObject({
        event: z.enum(CASE_EVENTS),
        from: z.enum(CASE_STATES),
        to: z.enum(CASE_STATES),
        occurredAt: isoInstant,
        recordedAt: isoInstant,
        actor: z.string(),
        note: z.string(),
      }),
    ),
  }),
) satisfies z.ZodType<CaseView>;
export const caseList = listOf('CaseList', caseView);
