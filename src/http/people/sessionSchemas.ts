import { z } from 'zod';
import type { OwnPasswordView, SessionView } from '../../api/people';
import type { PersonId } from '../../domain/ids';
import { BROWSERS, SYSTEMS } from '../../domain/people/seenFrom';
import { isoInstant, listOf, named } from '../edge/answerSchemas';
import { idOf } from '../edge/inputSchemas';
import { PASSWORD_MAX } from './peopleSchemas';

export const ownPasswordView = named(
  'OwnPassword',
  z.strictObject({
    hasPassword: z.boolean(),
    needsPresent: z.boolean().meta({ description: 'False right after signing in by a link.' }),
    rules: z.array(
      z.strictObject({
        id: z.enum(['length', 'classes', 'no-username', 'another']),
        least: z.int().nullable(),
        source: z.string(),
      }),
    ),
  }),
) satisfies z.ZodType<OwnPasswordView>;
export const changePasswordBody = z.strictObject({
  present: z
    .string()
    .min(1)
    .max(PASSWORD_MAX)
    .nullable()
    .default(null)
    .meta({ description: 'Null only right after signing in by a link.' }),
  password: z.string().min(1).max(PASSWORD_MAX).meta({ description: 'The new one; `/me/password` has its rules.' }),
});

export const ownSessionParams = z.strictObject({ sessionId: idOf<string>() });
export const sessionParams = z.strictObject({ id: idOf<PersonId>(), sessionId: idOf<string>() });
export const sessionList = listOf(
  'SessionList',
  named(
    'Session',
    z.strictObject({
      id: z.string().meta({ description: 'Names the session and opens nothing.' }),
      by: z.enum(['password', 'link']).nullable(),
      createdAt: isoInstant,
      lastSeenAt: isoInstant.meta({ description: 'To within a few minutes.' }),
      expiresAt: isoInstant,
      from: z
        .strictObject({ address: z.string(), browser: z.enum(BROWSERS), system: z.enum(SYSTEMS) })
        .nullable()
        .meta({ description: 'Null: not known.' }),
      isThis: z.boolean().meta({ description: 'The session that asks.' }),
    }),
  ) satisfies z.ZodType<SessionView>,
);
