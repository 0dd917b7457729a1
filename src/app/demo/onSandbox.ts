import type { ServiceSettings } from '../../services/index';
import type { PlatformAddresses } from './twoProcesses';

/** Settings beside simulated platforms: nothing of the demo calls anybody outside, not even to try its own line. */
export function onSandbox(settings: ServiceSettings, platforms: PlatformAddresses | null): ServiceSettings {
  if (platforms === null) return settings;
  const rules = { ...settings.siteChecks.rules, controls: [platforms.govcnBase] };
  return { ...settings, siteChecks: { ...settings.siteChecks, rules } };
}
