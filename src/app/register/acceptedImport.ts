import type { Storage } from '../../ports/storage';
import type { Services } from '../../services/index';
import type { Origin } from '../origin';
import type { Cipher } from '../secrets';
import { registerFile, type ImportedCounts } from './registerFile';
import type { RegisterFile } from './registerRows';

/** An import that has been checked and is to be carried out whole. */
export interface AcceptedImport {
  readonly file: RegisterFile;
  /** User names to disable, settled when the file was accepted. */
  readonly disable: readonly string[];
}

/** What an import is carried out on. */
export interface ImportTarget {
  readonly services: Pick<Services, 'accounts' | 'people' | 'alerts'>;
  readonly storage: Storage;
  /** The file holds credentials and passwords: it waits sealed. */
  readonly cipher: Cipher;
}

/** How many parts the accepted import has; empty while none is. Set last and cleared first: it alone decides. */
const ACCEPTED = 'import.accepted';
/** Far below the largest document a store takes. */
const PART_CHARACTERS = 2_000_000;

/**
 * Stores a checked import as a whole. From its last write on the import is begun: a process killed before it has begun
 * nothing, one killed after it leaves an import that `finishImport` carries on.
 */
export async function acceptImport({ storage, cipher }: ImportTarget, accepted: AcceptedImport): Promise<void> {
  const { settings } = storage;
  await settings.set(ACCEPTED, '');
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
export async function finishImport(target: ImportTarget): Promise<ImportedCounts | null> {
  const { services, storage, cipher } = target;
  const parts = Number((await storage.settings.get(ACCEPTED)) ?? '');
  if (parts === 0) return null;
  let sealed = '';
  for (let part = 0; part < parts; part += 1) sealed += (await storage.settings.get(keyOf(part))) ?? '';
  const { file, disable } = JSON.parse(cipher.open(sealed)) as AcceptedImport;
  await storage.settings.set('accounts.origin', 'real' satisfies Origin);
  const counts = await registerFile(target, file);
  await services.people.disableUnlisted(disable);
  await services.alerts.relay(100_000);
  await storage.settings.set(ACCEPTED, '');
  for (let part = 0; part < parts; part += 1) await storage.settings.set(keyOf(part), '');
  return counts;
}

function keyOf(part: number): string {
  return `import.part-${part}`;
}
