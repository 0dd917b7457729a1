import { FAULT_KINDS } from './faultKinds';
import type { SandboxFaultName } from './faultKinds';
import { HOST_OF } from './faultPlaces';
import type { FaultKind, FaultPlace } from './faultPlaces';

/** Does a fault mean anything at this place itself? */
export function bites(name: SandboxFaultName, place: FaultPlace): boolean {
  return kindOf(name).appliesTo.includes(place);
}

/** What may be switched on for a platform, one of its hosts, or an account of it. */
export function faultsFor(place: FaultPlace): readonly SandboxFaultName[] {
  return FAULT_KINDS.flatMap((kind) => (isMeantFor(kind, place) ? [kind.name] : []));
}

function isMeantFor(kind: FaultKind, place: FaultPlace): boolean {
  return kind.appliesTo.some((each) => each === place || HOST_OF[each] === place);
}

/** Throws a RangeError for a name that is on no list. */
export function kindOf(name: string): FaultKind {
  const found = FAULT_KINDS.find((kind) => kind.name === name);
  if (found === undefined)
    throw new RangeError(`no such fault: ${name}; possible: ${FAULT_KINDS.map((kind) => kind.name).join(', ')}`);
  return found;
}
