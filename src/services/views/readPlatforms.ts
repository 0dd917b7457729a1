import type { Principal } from '../../domain/people/role';
import type { PlatformView } from '../../api/accounts';
import type { ListView } from '../../api/wire';
import { demand } from '../refuse';
import type { ServiceDeps } from '../settings';
import { iso } from '../toView/isoInstant';

/**
 * What accounts of each platform are described by; for the registration form. Names of secrets are shown, secrets never
 * are.
 */
export function createReadPlatforms({
  connectors,
  clock,
}: ServiceDeps): (principal: Principal) => ListView<PlatformView> {
  return (principal) => {
    demand('read', principal);
    return {
      items: connectors.all.map(({ platform, title, settings }) => ({
        platform,
        title,
        settings: settings.map(({ choices = null, ...spec }) => ({ ...spec, choices })),
      })),
      nextCursor: null,
      asOf: iso(clock.now()),
    };
  };
}
