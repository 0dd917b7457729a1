import type { Alert, AlertFigures, UnitFigures } from '../../domain/alerts/alert';
import { add } from '../../domain/alerts/foldUnits';
import { batchSize, checkId } from '../checkInput';
import { above, anyOf, noneOf, notNull, present, someElement } from '../conditions';
import { below, sightOf, type SharedRows, type Sight } from '../scope';
import type { Filter, Table } from '../table';
import type { UnitId } from '../../domain/ids';
import { readChange, type AlertChangeRow, type AlertRow } from './alertRow';

/**
 * An alert that folds things of several units, as a reader of one of them sees it while another unit is being moved
 * away from them: with what stays theirs, and not at all where nothing does. Where a row says nothing of its shares
 * (written by an earlier version), it is hidden for so long.
 */
export const FOLDED_ALERTS: SharedRows<AlertRow> = {
  visible: (sight) => {
    // The unit that was asked for last is below those before it: fewer rows are found by it.
    const unitPath = below({ units: sight.units.toReversed(), gone: [] });
    const theirs: readonly Filter[] = sight.units.map((unit) => ({
      $or: [{ byUnit: null }, { [`byUnit.${unit}`]: present() }],
    }));
    if (sight.gone.length === 0) return theirs.length === 1 ? { unitPath, ...theirs[0] } : { unitPath, $and: theirs };
    const stays = { byUnit: notNull(), shares: someElement({ unitPath: below(sight) }) };
    return { unitPath, $and: [...theirs, { $or: [{ unitPath: noneOf(sight.gone) }, stays] }] };
  },
  cut: (row, sight) => {
    const [unit] = sight.units;
    const own = sight.gone.length === 0 || row.byUnit === null ? null : staying(row.shares, sight);
    return own === null || unit === undefined ? row : { ...row, byUnit: { ...row.byUnit, [unit]: own } };
  },
};

/** What of the shares stays with the reader; null: nothing, or it is not known. */
function staying(shares: readonly UnitFigures[] | null | undefined, { units, gone }: Sight): AlertFigures | null {
  const own = (shares ?? []).filter(
    ({ unitPath }) => units.every((unit) => unitPath.includes(unit)) && !unitPath.some((unit) => gone.includes(unit)),
  );
  if (own.length === 0) return null;
  const sum: Record<string, number> = {};
  for (const { figures } of own) add(sum, figures);
  return sum;
}

interface ChangesRead {
  readonly seq: number;
  readonly limit: number;
  readonly scope: UnitId;
}

/**
 * Lines of the log after `seq` as a reader of a unit sees them. A line keeps no shares: while a unit is being moved
 * away, what stays with the reader is what the alert says of it by now, which is what counts of several lines.
 */
export async function changesOfUnit(
  { alerts, log }: { readonly alerts: Table<AlertRow>; readonly log: Table<AlertChangeRow> },
  { seq, limit, scope }: ChangesRead,
): Promise<readonly Alert[]> {
  const size = batchSize(limit);
  const sight = await sightOf(log, [checkId(scope, 'scope')]);
  const moving: Filter =
    sight.gone.length === 0 ? {} : { $or: [{ unitPath: noneOf(sight.gone) }, { byUnit: notNull() }] };
  const found: Alert[] = [];
  for (let after = seq; found.length < size;) {
    const rows = await log.many({ _id: above(after), unitPath: scope, ...moving }, { sort: { _id: 1 }, limit: size });
    const lines = rows.map((row) => ({ row, alert: readChange(row) }));
    const parted = lines.filter(({ row }) => row.unitPath.some((unit) => sight.gone.includes(unit)));
    const states = await statesOf(alerts, new Set(parted.map(({ row }) => row.alertId)));
    for (const line of lines) {
      const alert = parted.includes(line) ? cutLine(line.alert, states.get(line.alert.id), sight) : line.alert;
      if (alert !== null) found.push(alert);
    }
    after = rows.at(-1)?._id ?? after;
    if (rows.length < size) break;
  }
  return found.slice(0, size);
}

async function statesOf(alerts: Table<AlertRow>, ids: ReadonlySet<string>): Promise<ReadonlyMap<string, AlertRow>> {
  if (ids.size === 0) return new Map();
  const rows = await alerts.many({ _id: anyOf([...ids]) }, { sort: { _id: 1 }, limit: ids.size });
  return new Map(rows.map((row) => [row._id, row]));
}

/** Null: nothing of it stays with the reader, who has not been told so yet. */
function cutLine(alert: Alert, state: AlertRow | undefined, sight: Sight): Alert | null {
  const [unit] = sight.units;
  // Where nothing of theirs is in it any more the line says just that.
  if (unit === undefined || alert.byUnit?.[unit] === undefined) return alert;
  const own = staying(state?.shares, sight);
  return own === null ? null : { ...alert, byUnit: { ...alert.byUnit, [unit]: own } };
}
