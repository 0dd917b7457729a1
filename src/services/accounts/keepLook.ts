import type { LastList } from '../../domain/accounts/lastList';
import type { Look } from '../../domain/accounts/look';
import { isRepeat, repeatKey } from '../../domain/accounts/lookRun';
import type { LookId } from '../../domain/ids';
import type { AccountRecord, LookResult } from '../../ports/storage';
import type { ServiceDeps } from '../settings';

type ListChange = Pick<LookResult, 'lastSeenIdentities' | 'lastList' | 'lookRow'>;

/** What a look has seen; `known`: the list that the account's facts follow already, where it has shown that very list. */
interface LookMade {
  readonly record: AccountRecord;
  readonly known: LastList | null;
  readonly made: Omit<Look, 'id'>;
  readonly list: ListChange;
}

/** Stores a look with how late it began, and returns it with its id, and what to remember of the account's list then. */
export type KeepLook = (look: LookMade & { readonly lateMs: number }) => ReturnType<StoreLook>;

type StoreLook = (look: LookMade) => Promise<{ readonly look: Look; readonly list: ListChange }>;

/**
 * A look that has found what the one before it found is kept with that one, in the same row; every other has a row of its
 * own. Where somebody else has looked meanwhile, the day is over or the row is full, a new row is begun.
 */
export function createKeepLook(deps: Pick<ServiceDeps, 'storage' | 'ids' | 'hasher' | 'log'>): KeepLook {
  const store = createStoreLook(deps);
  return async ({ lateMs, ...look }) => {
    // Both at once: they share the wait for the disk.
    const [kept] = await Promise.all([
      store(look),
      // A figure: the look that was stored goes on without it.
      deps.storage.looks
        .noteLateness({ endedAt: look.made.endedAt, lateMs })
        .catch((error: unknown) => deps.log.error('lateness-uncounted', error, { account: look.made.accountId })),
    ]);
    return kept;
  };
}

function createStoreLook({ storage, ids, hasher }: Pick<ServiceDeps, 'storage' | 'ids' | 'hasher'>): StoreLook {
  return async ({ record, known, made, list }) => {
    const row = known === null ? null : rowToAddTo(record, known, made);
    const id =
      row === null ? ids.id<LookId>() : (hasher.sha256(repeatKey(row.id, made.startedAt)).slice(0, 24) as LookId);
    const look = { ...made, id };
    if (row !== null && (await storage.looks.repeat(look, row))) return { look, list };
    await storage.looks.insert(look);
    // Of a list that none can be known to repeat no row is remembered.
    return (list.lastList ?? known) === null
      ? { look, list }
      : { look, list: { ...list, lookRow: { id: look.id, startedAt: look.startedAt } } };
  };
}

function rowToAddTo(
  { facts, lookRow: row = null }: AccountRecord,
  known: LastList,
  made: Omit<Look, 'id'>,
): Parameters<ServiceDeps['storage']['looks']['repeat']>[1] | null {
  if (row === null || facts.lastLookAt === null || made.startedAt <= facts.lastLookAt) return null;
  return isRepeat(known, made) ? { ...row, lastAt: facts.lastLookAt } : null;
}
