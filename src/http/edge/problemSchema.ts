import { z } from 'zod';
import { PROBLEM_CODES } from '../../domain/errors';
import type { ProblemView } from '../../api/problems';
import { named } from './answerSchemas';

/** The form of every error (RFC 9457). */
export const problemView = named(
  'Problem',
  z.strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.enum(PROBLEM_CODES),
    detail: z.string(),
    remedy: z.string(),
    field: z.exactOptional(z.string()),
    requestId: z.string(),
  }),
) satisfies z.ZodType<ProblemView>;
