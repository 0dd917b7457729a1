import { z } from 'zod';
import type { PublishedView } from '../../domain/views/views';
import { named } from './scalars';

/** Publication time exactly as its source states it: an instant, or only a day. */
export const publishedView = named('Published', z.strictObject({
  precision: z.enum(['instant', 'day']), value: z.string(), original: z.string(),
})) satisfies z.ZodType<PublishedView>;

/** The clause of a rule: document and place, and its words. */
export const clauseView = named('Clause', z.strictObject({ source: z.string(), text: z.string() }));
