import type { AlertView } from '../../../api/alerts';
import type { SilenceFrom } from '../notifications/silenceForm';

/** What a silence of these alerts would be about: their kinds, and the unit where all lie in one. */
export function silenceOf(alerts: readonly AlertView[]): SilenceFrom {
  const units = new Set(alerts.map(({ unitId }) => unitId));
  const [unitId = null] = units.size === 1 ? [...units] : [];
  return { kinds: [...new Set(alerts.map(({ kind }) => kind))], unitId };
}
