import { z } from 'zod';
import type { RoleHistoryView, RoleView } from '../../api/people';
import type { ListView } from '../../api/wire';
import { ACTIONS, ROLES } from '../../domain/people/role';
import { isoInstant, listOf, named } from '../edge/answerSchemas';
import { endpoint } from '../edge/endpoint';
import { pageFields } from '../edge/inputSchemas';

const roleView = named(
  'Role',
  z.strictObject({
    role: z.enum(ROLES),
    actions: z.array(z.enum(ACTIONS)),
    isFixed: z.boolean().meta({ description: 'It does all, always.' }),
    isChanged: z.boolean().meta({ description: 'It is set up otherwise than the product has it.' }),
    version: z.int(),
  }),
) satisfies z.ZodType<RoleView>;

const roleList = listOf('RoleList', roleView);

/** There are as many as the product has. */
function whole(items: readonly RoleView[], now: Date): ListView<RoleView> {
  return { items, nextCursor: null, asOf: now.toISOString() };
}

export const listRoles = endpoint({
  summary: 'Every role and what it may do here',
  answer: roleList,
  async handle({ services, principal, now }) {
    return whole(await services.people.roles(principal), now);
  },
});

export const listRoleHistory = endpoint({
  summary: 'What was given to a role and taken from it, by whom and why, newest first',
  query: z.strictObject({ role: z.enum(ROLES).default('operator'), ...pageFields }),
  answer: listOf(
    'RoleHistoryList',
    named(
      'RoleHistory',
      z.strictObject({
        at: isoInstant,
        by: z.string(),
        reason: z.string(),
        given: z.array(z.enum(ACTIONS)),
        taken: z.array(z.enum(ACTIONS)),
      }),
    ) satisfies z.ZodType<RoleHistoryView>,
  ),
  handle({ services, principal, query: { role, ...page } }) {
    return services.people.roleHistory(role, page, principal);
  },
});

export const setRole = endpoint({
  summary: 'Say what a role may do from the next request on, with a reason',
  body: z.strictObject({
    role: z.enum(ROLES),
    version: z.int().min(1).meta({ description: 'As it was read; another one means that somebody was faster.' }),
    actions: z
      .array(z.enum(ACTIONS))
      .min(1)
      .refine((actions) => new Set(actions).size === actions.length, '每项权限只能列一次。')
      .meta({ description: 'All it may do, each once; `read` among them.' }),
    reason: z.string().trim().min(1).max(500).meta({ description: 'Kept in the ledger.' }),
  }),
  answer: roleView,
  handle({ services, principal, body: { role, version, ...change } }) {
    return services.people.setRole({ role, version }, change, principal);
  },
});
