import type { AccountId } from '../../domain/ids';
import type { Ids } from '../../ports/runtime';
import type { Storage } from '../../ports/storage';
import type { Services } from '../../services/index';
import type { Origin } from '../origin';
import type { Cipher } from '../secrets';
import { registerFile, type OnImportProgress } from '../../services/imports/registerFile';
import type { ImportedCounts } from '../../domain/register/import';
import type { RegisterFile } from '../../domain/register/registerFile';

/** An import that has been checked and is to be carried out whole. */
export interface AcceptedImport {
  readonly file: RegisterFile;
  /** User names to disable, settled when the file was accepted. */
  readonly disable: readonly string[];
}

/** What an import is carried out on. */
export interface ImportTarget {
  readonly services: Pick<Services, 'accounts' | 'people'>;
  readonly storage: Storage;
  /** The file holds credentials and passwords: it waits sealed. */
  readonly cipher: Cipher;
  readonly ids: Ids;
}

/** How many parts the accepted import has; empty while none is. Set last and cleared first: it alone decides. */
const ACCEPTED = 'import.accepted';
/** Every relay looks through all that waits, for what is oldest: few large ones. */
const RELAYED_AT_ONCE = 5_000;
/** Far below the largest document a store takes. */
const PART_CHARACTERS = 2_000_000;

/**
 * Stores a checked import as a whole. From its last write on the import is begun: a process killed before it has begun
 * nothing, one killed after it leaves an import that `finishImport` carries on.
 */
export async function acceptImport(target: ImportTarget, { file, disable }: AcceptedImport): Promise<void> {
  const { storage, cipher, ids } = target;
  const { settings } = storage;
  await settings.set(ACCEPTED, '');
  // A credential is written before its account, under the account's id: what a killed process has written of it is
  // found again by whoever carries the import on, and no credential of nobody stays behind.
  const accounts = file.accounts.map((account) => ({ id: ids.id<AccountId>(), ...account }));
  const accepted: AcceptedImport = { file: { ...file, accounts }, disable };
  const sealed = cipher.seal(JSON.stringify(accepted));
  const parts = Math.ceil(sealed.length / PART_CHARACTERS);
  for (let part = 0; part < parts; part += 1)
    await settings.set(keyOf(part), sealed.slice(part * PART_CHARACTERS, (part + 1) * PART_CHARACTERS));
  await settings.set(ACCEPTED, String(parts));
}

/**
 * Carries out the accepted import from its beginning; each step leaves alone what is so already. Null: there is none.
 * Throws where it cannot be read with the keys at hand.
 */
export async function finishImport(
  target: ImportTarget,
  onProgress: OnImportProgress = () => undefined,
): Promise<ImportedCounts | null> {
  const { services, storage, cipher } = target;
  const parts = Number((await storage.settings.get(ACCEPTED)) ?? '');
  if (parts === 0) return null;
  let sealed = '';
  for (let part = 0; part < parts; part += 1) sealed += (await storage.settings.get(keyOf(part))) ?? '';
  const { file, disable } = JSON.parse(cipher.open(sealed)) as AcceptedImport;
  await storage.settings.set('accounts.origin', 'real' satisfies Origin);
  const counts = await registerFile(target, file, { onProgress });
  await services.people.disableUnlisted(disable);
  await tellLedger(target, onProgress);
  await storage.settings.set(ACCEPTED, '');
  for (let part = 0; part < parts; part += 1) await storage.settings.set(keyOf(part), '');
  return counts;
}

/**
 * All that the import changed stands in the ledger when it is over; it may be more than a relay carries at once. Alerts
 * follow the ledger while the system runs, not while somebody waits for the import.
 */
async function tellLedger({ storage }: ImportTarget, onProgress: OnImportProgress): Promise<void> {
  let told = 0;
  for (let relayed = -1; relayed !== 0; told += relayed) {
    onProgress({ part: 'ledger', done: told, total: null });
    relayed = await storage.outbox.relay(RELAYED_AT_ONCE);
  }
}

function keyOf(part: number): string {
  return `import.part-${part}`;
}
