import { z } from 'zod';
import { PLATFORMS } from '../../domain/accounts/account';
import type { PlatformView } from '../../api/accounts';
import { listOf, named } from '../edge/answerSchemas';

const platformView = named(
  'Platform',
  z.strictObject({
    platform: z.enum(PLATFORMS),
    title: z.string(),
    settings: z.array(
      z.strictObject({
        key: z.string(),
        secret: z.boolean(),
        required: z.boolean(),
        title: z.string(),
        why: z.string(),
        choices: z.array(z.strictObject({ value: z.string(), title: z.string() })).nullable(),
      }),
    ),
  }),
) satisfies z.ZodType<PlatformView>;
export const platformList = listOf('PlatformList', platformView);
