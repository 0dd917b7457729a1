import type { Month } from '../domain/submissions/month';
import type { SubmissionRules } from '../domain/submissions/quota';
import { ruleVersionIn, withChanges, type QuotaChange } from '../domain/submissions/quotaChange';
import type { ServiceDeps } from './settings';

/** What is set about submissions now: the configuration, and what people changed of it. */
export interface RulesNow {
  readonly rules: SubmissionRules;
  readonly changes: readonly QuotaChange[];
  /** Names the rules that count in a month. */
  versionIn(month: Month): string;
}

export async function readSubmissionRules({
  storage,
  settings,
}: Pick<ServiceDeps, 'storage' | 'settings'>): Promise<RulesNow> {
  const changes = await storage.quotaChanges.list();
  const base = settings.submissions;
  return {
    ...{ rules: withChanges(base, changes), changes },
    versionIn: (month) => ruleVersionIn(base.version, changes, month),
  };
}
