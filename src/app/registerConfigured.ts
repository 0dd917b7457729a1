import type { FileConfig } from '../config/config';
import type { CivilDate } from '../domain/time/instant';
import type { Services } from '../services/index';

/** Registers the configured policy sources and mandate rules. `firstStartOn` stands in for `first-start` in a rule. */
export async function registerConfigured(
  services: Services,
  config: Pick<FileConfig, 'policies' | 'mandateRules'>,
  firstStartOn: CivilDate,
): Promise<void> {
  await services.policies.registerSources(config.policies.sources);
  await services.policies.registerRules(
    config.mandateRules.map((rule) => {
      const { weibo, wechat, portal } = rule.limitByPlatform;
      return {
        ...rule,
        limitByPlatform: { ...(weibo && { weibo }), ...(wechat && { wechat }), ...(portal && { portal }) },
        effectiveFrom: rule.effectiveFrom === 'first-start' ? firstStartOn : (rule.effectiveFrom as CivilDate),
      };
    }),
  );
}
