import type { RegisterImport } from '../../domain/register/import';
import type { ServiceDeps } from '../settings';
import type { ImportServices } from './contract';
import { LEASE_MS } from './telling';

/** Goes on with an import that is claimed, in the name of whoever has begun it. */
export type GoOn = (claimed: RegisterImport, token: string) => Promise<void>;

/** Claims one import after the other; both leave the claim as it is where they throw, and it is free again later. */
export function createCarryOut(
  { storage, clock, ids }: ServiceDeps,
  { goOn, goBack }: { readonly goOn: GoOn; readonly goBack: GoOn },
): ImportServices['carryOut'] {
  return async ({ owner }) => {
    const token = ids.secret();
    const claimed = await storage.imports.claim({ now: clock.now(), owner, leaseMs: LEASE_MS, token });
    if (claimed === null) return {};
    await (claimed.state === 'undoing' ? goBack : goOn)(claimed, token);
    return { [claimed.state]: 1 };
  };
}
