import { z } from 'zod';
import { COVERAGE_WEIGHTS, type CoverageRules } from '../domain/filings/coverage';

const requirement = z.strictObject({
  weight: z.enum(COVERAGE_WEIGHTS),
  source: z.string().min(1),
  clause: z.string().min(1),
});

/** Which accounts a unit must have, by what text, and whether this office takes it for a fault, a notice or not at all. */
export const coverageSchema = z.strictObject({ 'no-account': requirement, 'lacks-platform': requirement });

/** What is configured, as services work with it. */
export function coverageRules(read: z.infer<typeof coverageSchema>): CoverageRules {
  const ruleOf = ({ weight, source, clause }: z.infer<typeof requirement>) => ({ weight, source, clause });
  return { 'no-account': ruleOf(read['no-account']), 'lacks-platform': ruleOf(read['lacks-platform']) };
}
