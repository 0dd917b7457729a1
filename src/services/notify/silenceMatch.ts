import type { Silence } from '../../domain/notify/silence';
import { invalidInput, notFound } from '../refuse';
import type { ServiceDeps } from '../settings';

type Deps = Pick<ServiceDeps, 'storage'>;

/**
 * What a silence is about is there: unit, site and alerts that are named; maintenance is of one platform or one site.
 * Alerts that are named are of one kind, so that it hides none of them any more once it becomes worse in kind.
 * Throws `Refusal` `invalid-input`, `not-found`.
 */
export async function demandMatch({ storage }: Deps, { kind, match }: Pick<Silence, 'kind' | 'match'>): Promise<void> {
  const { kinds, unitId, siteId = null, platform, alertIds = [] } = match;
  if (unitId !== null && (await storage.units.byId(unitId, null)) === null) throw notFound('单位', 'match.unitId');
  if (kind === 'maintenance' && platform === null && siteId === null)
    throw invalidInput('match.platform', '维护窗口应指明平台或站点。', '请选择一个平台或一个站点。');
  if (siteId !== null && (await storage.sites.byId(siteId, null)) === null) throw notFound('站点', 'match.siteId');
  if (alertIds.length === 0) return;
  if (kind === 'maintenance')
    throw invalidInput('match.alertIds', '维护窗口不能只针对几条告警。', '请选择一个平台或一个站点，或改为静默。');
  const found = await storage.alerts.byIds(alertIds);
  if (found.length < new Set(alertIds).size) throw notFound('告警', 'match.alertIds');
  if (kinds.length !== 1 || found.some(({ kind: found }) => found !== kinds[0]))
    throw invalidInput(
      'match.kinds',
      '按所选告警静默应指明一类告警。',
      '请填写所选告警的类型；不止一类的，请分别静默。',
    );
}
