import type { ActiveFault, FaultOptions, SandboxFault } from '../contract';
import { bites, faultsFor, kindOf } from '../faultScope';
import { HOST_OF } from '../faultPlaces';
import type { FaultPlace } from '../faultPlaces';
import type { SandboxFaultName } from '../faultKinds';

/** A switch that is on, as it stands in the world file. */
export interface KeptFault {
  readonly target: string;
  readonly fault: SandboxFaultName;
  readonly sinceMs: number;
  readonly untilMs: number | null;
  readonly timesLeft: number | null;
  readonly delayMs: number | null;
}

/** The switches a test, an operator in training or a demonstration throws. */
export interface FaultBoard {
  /** Throws a RangeError where the fault means nothing for the target. */
  set(target: string, fault: SandboxFault | null, options?: FaultOptions): void;
  list(): readonly ActiveFault[];
  /** The fault of an account, else of the host, else of the platform; looks without counting. */
  of(place: FaultPlace, accountKey: string | null): SandboxFaultName | null;
  /** Is it this fault, here and now? Each yes counts as one time. */
  strikes(place: FaultPlace, accountKey: string | null, name: SandboxFaultName): boolean;
  /** Since when the fault is on that `of` names, in ms since 1970. */
  sinceMsOf(place: FaultPlace, accountKey: string | null): number | null;
  /** How long a `slow` answer waits, in ms. */
  delayOf(place: FaultPlace, accountKey: string | null): number;
  onSet(listener: (target: string, fault: SandboxFaultName, untilMs: number | null) => void): void;
  /** `atMs`: when it ended, which may lie before anybody looked. */
  onEnd(listener: (target: string, fault: SandboxFaultName, atMs: number) => void): void;
}

const DEFAULT_DELAY_MS = 5000;

interface Switch extends KeptFault {
  readonly isKept: boolean;
}

/** `placeOf` names the platform of a target (itself, or an account's), null for an unknown target. */
export function createFaultBoard(about: {
  kept: readonly KeptFault[];
  now: () => Date;
  placeOf: (target: string) => FaultPlace | null;
  save: (kept: readonly KeptFault[]) => void;
}): FaultBoard {
  const switches = new Map<string, Switch>(about.kept.map((kept) => [kept.target, { ...kept, isKept: true }]));
  const setListeners: Parameters<FaultBoard['onSet']>[0][] = [];
  const endListeners: Parameters<FaultBoard['onEnd']>[0][] = [];
  const save = (): void =>
    about.save([...switches.values()].filter((each) => each.isKept).map(({ isKept: _, ...kept }) => kept));

  const end = (ended: Switch, atMs: number): void => {
    switches.delete(ended.target);
    if (ended.isKept) save();
    for (const listener of endListeners) listener(ended.target, ended.fault, atMs);
  };
  const current = (target: string): Switch | null => {
    const found = switches.get(target);
    if (found === undefined) return null;
    if (found.untilMs === null || found.untilMs > about.now().getTime()) return found;
    end(found, found.untilMs);
    return null;
  };
  const lookUp = (place: FaultPlace, accountKey: string | null): Switch | null => {
    // Nearly always nothing is switched on, and this stands in the way of every request.
    if (switches.size === 0) return null;
    for (const target of [accountKey, place, HOST_OF[place] ?? null]) {
      const found = target === null ? null : current(target);
      if (found !== null && bites(found.fault, place)) return found;
    }
    return null;
  };

  return {
    set(target, fault, options = {}) {
      const place = about.placeOf(target);
      if (place === null) throw new RangeError(`the simulated platforms know no target ${target}`);
      const before = current(target);
      const next = fault === null ? null : readSwitch({ target, place, fault, options, now: about.now() });
      if (before !== null) end(before, about.now().getTime());
      if (next === null) return;
      switches.set(target, next);
      if (next.isKept) save();
      for (const listener of setListeners) listener(target, next.fault, next.untilMs);
    },
    list: () =>
      [...switches.keys()].flatMap((target) => {
        const found = current(target);
        return found === null ? [] : [describe(found)];
      }),
    of: (place, accountKey) => lookUp(place, accountKey)?.fault ?? null,
    strikes(place, accountKey, name) {
      const found = lookUp(place, accountKey);
      if (found?.fault !== name) return false;
      if (found.timesLeft === null) return true;
      if (found.timesLeft <= 1) end(found, about.now().getTime());
      else {
        switches.set(found.target, { ...found, timesLeft: found.timesLeft - 1 });
        if (found.isKept) save();
      }
      return true;
    },
    sinceMsOf: (place, accountKey) => lookUp(place, accountKey)?.sinceMs ?? null,
    delayOf: (place, accountKey) => {
      const found = lookUp(place, accountKey);
      return found?.fault === 'slow' ? (found.delayMs ?? DEFAULT_DELAY_MS) : 0;
    },
    onSet: (listener) => {
      setListeners.push(listener);
    },
    onEnd: (listener) => {
      endListeners.push(listener);
    },
  };
}

function readSwitch(about: {
  target: string;
  place: FaultPlace;
  fault: SandboxFault;
  options: FaultOptions;
  now: Date;
}): Switch {
  const { target, place, fault, options, now } = about;
  const name = typeof fault === 'string' ? fault : fault.name;
  kindOf(name);
  const possible = faultsFor(place);
  if (!possible.includes(name))
    throw new RangeError(`${name} means nothing for ${target}; possible: ${possible.join(', ')}`);
  const { untilAt, times } = options;
  if (times !== undefined && (!Number.isInteger(times) || times < 1))
    throw new RangeError('times is a whole number from 1 on');
  if (times !== undefined && name === 'holiday')
    throw new RangeError('a holiday ends by the clock (untilAt), not by times');
  if (untilAt !== undefined && untilAt <= now) throw new RangeError('untilAt lies in the past');
  const delayMs = options.delayMs ?? (typeof fault === 'string' ? null : fault.delayMs);
  return {
    target,
    fault: name,
    sinceMs: now.getTime(),
    untilMs: untilAt?.getTime() ?? null,
    timesLeft: times ?? null,
    delayMs,
    isKept: options.survivesRestart !== false,
  };
}

function describe(found: Switch): ActiveFault {
  return {
    target: found.target,
    fault: found.fault,
    since: new Date(found.sinceMs),
    untilAt: found.untilMs === null ? null : new Date(found.untilMs),
    timesLeft: found.timesLeft,
    delayMs: found.fault === 'slow' ? (found.delayMs ?? DEFAULT_DELAY_MS) : null,
    title: kindOf(found.fault).title,
  };
}
