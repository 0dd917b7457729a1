import type { Register } from '../domain/mandates/reach';
import type { ServiceDeps } from './settings';

/** Whom policies can reach, as it is now. */
export async function readRegister({ storage, settings }: ServiceDeps): Promise<Register> {
  const [units, sources] = await Promise.all([storage.units.list(null), storage.policySources.all()]);
  return {
    units: new Map(units.map((unit) => [unit.id, unit])),
    sources: new Map(sources.map((source) => [source.id, source])),
    catalogue: settings.sectors,
  };
}
