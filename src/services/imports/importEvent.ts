import { makeEvent } from '../../domain/alerts/events';
import type { Principal } from '../../domain/people/role';
import type { RegisterImport } from '../../domain/register/import';
import { personActor } from '../actors';
import type { ServiceDeps } from '../settings';

/** The line of the ledger about the import as a whole; what it adds has lines of its own. */
export function importEvent(
  { ids, clock }: ServiceDeps,
  imported: Pick<RegisterImport, 'id' | 'state' | 'fileName' | 'sha256' | 'counts' | 'updates'>,
  {
    to,
    principal,
    note,
  }: { readonly to: RegisterImport['state']; readonly principal: Principal; readonly note?: string },
) {
  const { id, state, fileName, sha256, counts, updates } = imported;
  const { units, sites, accounts, people } = counts.new;
  return makeEvent(
    { eventId: ids.eventId(), actor: personActor(principal), now: clock.now() },
    {
      ...{ kind: 'register-imported', subject: `import:${id}`, from: state, to, reason: to },
      data: { fileName, sha256, updates, units, sites, accounts, people, ...(note === undefined ? {} : { note }) },
    },
  );
}
