import type { AlertView } from '../../../api/alerts';
import type { SilenceFrom } from '../notifications/silenceForm';

/** What a silence of these alerts would be about: these alone, while they are of the kinds that they are of now. */
export function silenceOf(alerts: readonly AlertView[]): SilenceFrom {
  const units = new Set(alerts.map(({ unitId }) => unitId));
  const [unitId = null] = units.size === 1 ? [...units] : [];
  return { alertIds: alerts.map(({ id }) => id), kinds: [...new Set(alerts.map(({ kind }) => kind))], unitId };
}
