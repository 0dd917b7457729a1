import type { FileConfig } from '../config/fileSchema';
import type { CivilDate } from '../domain/time/instant';
import type { Storage } from '../ports/storage';
import type { Services } from '../services/index';

/**
 * Registers the configured policy sources and mandate rules. A rule that takes effect at the `first-start` does so on
 * the day it was first registered here, `beginning` at the very first time.
 */
export async function registerConfigured(
  {
    sources,
    mandateRules,
  }: { readonly sources: FileConfig['policies']['sources']; readonly mandateRules: FileConfig['mandateRules'] },
  {
    services,
    storage,
    beginning,
  }: { readonly services: Services; readonly storage: Storage; readonly beginning: CivilDate },
): Promise<void> {
  const firstStartOn = ((await storage.settings.get('mandates.first-start-on')) as CivilDate | null) ?? beginning;
  await storage.settings.set('mandates.first-start-on', firstStartOn);
  await services.policies.registerSources(
    sources.map(({ key, kind, title, authority, url, whitelisted, settings, counterpart }) => ({
      key,
      kind,
      title,
      authority,
      url,
      whitelisted,
      ...(settings && { settings }),
      counterpartKey: counterpart ?? null,
    })),
  );
  await services.rules.register(mandateRules.map((rule) => ruleOf(rule, firstStartOn)));
}

/** Key by key, so that a setting nobody takes over is noticed (test/config/everyKeyIsRead.test.ts). */
function ruleOf(
  rule: FileConfig['mandateRules'][number],
  firstStartOn: CivilDate,
): Parameters<Services['rules']['register']>[0][number] {
  return {
    key: rule.key,
    title: rule.title,
    authorities: rule.authorities,
    topicWords: rule.topicWords,
    platforms: rule.platforms,
    regions: rule.regions,
    limit: rule.limit,
    limitByPlatform: rule.limitByPlatform,
    review: rule.review,
    effectiveFrom: rule.effectiveFrom === 'first-start' ? firstStartOn : (rule.effectiveFrom as CivilDate),
    clause: rule.clause,
    ...(rule.binds && { binds: rule.binds }),
    ...(rule.sectors && { sectors: rule.sectors }),
  };
}
