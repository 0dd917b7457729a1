import type { FaultPlace } from '../faultPlaces';
import { PLACE_TITLES } from '../faultPlaces';
import type { World } from '../world/world';
import { createFaultBoard } from './faultBoard';
import type { FaultBoard, KeptFault } from './faultBoard';

/** The switchboard of a world: knows its targets, and lets the accounts know when they are on holiday. */
export function openFaults(
  world: World,
  store: { kept: readonly KeptFault[]; save: (kept: readonly KeptFault[]) => void },
): FaultBoard {
  const platforms = new Map<string, FaultPlace>(world.actors.map(({ account }) => [account.key, account.platform]));
  const placeOf = (target: string): FaultPlace | null => (isPlace(target) ? target : (platforms.get(target) ?? null));
  const known = store.kept.filter((kept) => placeOf(kept.target) !== null);
  world.holidays.endOthers(
    new Set(known.filter((kept) => kept.fault === 'holiday').map((kept) => kept.target)),
    world.now().getTime(),
  );
  const board = createFaultBoard({ kept: known, now: world.now, placeOf, save: store.save });
  board.onSet((target, fault, untilMs) => {
    if (fault === 'holiday') world.holidays.begin(target, { atMs: world.now().getTime(), untilMs });
  });
  board.onEnd((target, fault, atMs) => {
    if (fault === 'holiday') world.holidays.end(target, atMs);
  });
  return board;
}

function isPlace(target: string): target is FaultPlace {
  return Object.hasOwn(PLACE_TITLES, target);
}
