import { fieldChangesOf, type UnitFieldChange } from '../../domain/alerts/unitHistory';
import type { LedgerEntry } from '../../domain/alerts/alert';
import type { UnitId } from '../../domain/ids';
import type { UnitHistoryView } from '../../api/people';
import type { Unit } from '../../ports/storage';
import { readScope } from '../readScope';
import { notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import { iso, listView } from '../toView/isoInstant';
import { unitView } from '../toView/unitView';
import type { ViewServices } from './contract';

const MOST_REGIONS = 50;

/** The units a reader sees, closed ones too: each with what it has, and what was changed of it. */
export function createReadUnits(deps: ServiceDeps): Pick<ViewServices, 'units' | 'unit' | 'unitHistory' | 'regions'> {
  const { storage, clock, settings } = deps;
  const { regions } = settings;
  return {
    units: async (principal) => {
      const units = await storage.units.list(readScope(principal));
      return { items: units.map((unit) => unitView(unit, regions)), nextCursor: null, asOf: iso(clock.now()) };
    },
    unit: async (id, principal) => {
      const seen = await storage.units.list(readScope(principal));
      const unit = seen.find((one) => one.id === id);
      if (unit === undefined) throw notFound('单位');
      const named = (one: UnitId | null) => {
        const other = seen.find((each) => each.id === one);
        return other === undefined ? null : { id: other.id, name: other.name };
      };
      return {
        ...unitView(unit, regions),
        key: unit.key,
        superior: named(unit.parentId),
        into: named(unit.closed?.intoId ?? null),
        absorbed: seen.filter(({ closed }) => closed?.intoId === id).map((one) => ({ id: one.id, name: one.name })),
        holdings: await storage.unitMoves.holdings(id),
      };
    },
    unitHistory: async (id, page, principal) => {
      const seen = await storage.units.list(readScope(principal));
      if (!seen.some((one) => one.id === id)) throw notFound('单位');
      const lines = await storage.ledger.ofSubject(`unit:${id}`, page);
      return listView(lines, (line) => historyLine(line, { seen, nameOfRegion: regions.nameOf }), clock.now());
    },
    regions: (q) => ({ items: regions.find(q, MOST_REGIONS), nextCursor: null, asOf: iso(clock.now()) }),
  };
}

interface Names {
  readonly seen: readonly Unit[];
  readonly nameOfRegion: (code: string) => string | null;
}

function historyLine(entry: LedgerEntry, names: Names): UnitHistoryView {
  const { kind, reason, actor, data, recordedAt } = entry;
  return {
    at: iso(recordedAt),
    kind,
    reason,
    by: text(data['actorName']) ?? (actor.startsWith('system:') ? null : actor),
    note: text(data['note']),
    documentNumber: text(data['documentNumber']),
    effectiveOn: text(data['effectiveOn']),
    changes: fieldChangesOf(entry).map(({ field, from, to }) => ({
      field,
      from: worded(field, from, names),
      to: worded(field, to, names),
    })),
  };
}

/** Units and places by name, other units than the reader sees by nothing but that they are others. */
function worded(field: UnitFieldChange['field'], value: string | null, { seen, nameOfRegion }: Names): string | null {
  if (value === null) return null;
  if (field === 'region') return [nameOfRegion(value), value].filter(Boolean).join(' ');
  if (field === 'superior' || (field === 'state' && value.length > 'merged'.length))
    return seen.find(({ id }) => id === value)?.name ?? '…';
  return value;
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
