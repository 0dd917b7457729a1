import { z } from 'zod';
import { ACTIONS, ROLES } from '../../domain/people/role';
import type { MeView, UnitView } from '../../api/people';
import { listOf, named } from '../edge/answerSchemas';

/** Long enough for any password a person remembers, short enough that hashing it is no attack on us. */
const PASSWORD_MAX = 256;

export const signInBody = z.strictObject({
  username: z.string().trim().min(1).max(100),
  password: z.string().min(1).max(PASSWORD_MAX),
});
export const signInLinkBody = z.strictObject({
  token: z.string().min(1).max(512).meta({ description: 'From the one-time link `/sign-in#token=…`.' }),
});

export const meView = named(
  'Me',
  z.strictObject({
    id: z.string(),
    name: z.string(),
    username: z.string(),
    role: z.enum(ROLES),
    unitId: z.string().nullable(),
    unitName: z.string().nullable(),
    actions: z.array(z.enum(ACTIONS)),
    sandbox: z.boolean(),
    version: z.string(),
  }),
) satisfies z.ZodType<MeView>;

export const unitView = named(
  'Unit',
  z.strictObject({ id: z.string(), name: z.string(), parentId: z.string().nullable(), level: z.string() }),
) satisfies z.ZodType<UnitView>;
export const unitList = listOf('UnitList', unitView);
