import { setTimeout as pause } from 'node:timers/promises';
import type { Obligation, PublishJob } from '../../../src/domain/mandates/mandate';
import type { Page, PageRequest } from '../../../src/ports/paging';
import type { Office } from './office';

const LOOK_MS = 100;
/** Looks without any change after which time is moved a little: a look at an account may have to be repeated. */
const QUIET_LOOKS = 40;
const MOST_LOOKS = 6_000;
/** Clocks of machines agree with the store's to less than this. */
const AGREEMENT_MS = 1_000;
/** `submitted` is taken by the platform; what awaits review waits for people, of whom there are none here. */
const SETTLED = new Set(['awaiting-review', 'fulfilled', 'submitted', 'manual', 'not-applicable', 'withdrawn']);
const OPEN = new Set(['queued', 'waiting', 'confirming', 'running']);

/** Everything a list holds. */
export async function all<T>(list: (page: PageRequest) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<T> = await list({ limit: 200, cursor });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
}

export const jobsOf = ({ app }: Office): Promise<PublishJob[]> =>
  all((page) => app.storage.publishJobs.list({}, page, null));
export const obligationsOf = ({ app }: Office): Promise<Obligation[]> =>
  all((page) => app.storage.obligations.list({}, page, null));

/**
 * Waits until every job and obligation has come to rest. Where all that is left waits for a time, or for a lease of the
 * machines that are gone (`lost`, by their names in leases), time is moved there: nobody waits for it.
 */
export async function settle(
  office: Office,
  { mandates, lost }: { readonly mandates: number; readonly lost: ReadonlySet<string> },
): Promise<Obligation[]> {
  const unseen = await neverSeen(office);
  let [before, quiet] = ['', 0];
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    const [obligations, jobs] = [await obligationsOf(office), await jobsOf(office)];
    const open = jobs.filter(({ state }) => OPEN.has(state));
    const isAtRest =
      open.length === 0 &&
      new Set(obligations.map(({ mandateId }) => mandateId)).size >= mandates &&
      obligations.every(({ state, accountId }) => SETTLED.has(state) || unseen.has(accountId));
    if (isAtRest) return obligations;
    const nextAt = nextInstant(open, { now: office.now(), lost });
    if (nextAt !== null) office.moveOn(nextAt - office.now().getTime() + AGREEMENT_MS);
    const seen = JSON.stringify([obligations.map(({ state }) => state), jobs.map(({ state }) => state)]);
    quiet = seen === before ? quiet + 1 : 0;
    before = seen;
    if (quiet > 0 && quiet % QUIET_LOOKS === 0) office.moveOn(30_000);
    await pause(LOOK_MS);
  }
  throw new Error(`does not settle: ${JSON.stringify((await jobsOf(office)).filter(({ state }) => OPEN.has(state)))}`);
}

/** When the next open job can be worked at; null: one can be now, or is, or there is none. */
function nextInstant(
  open: readonly PublishJob[],
  { now, lost }: { readonly now: Date; readonly lost: ReadonlySet<string> },
): number | null {
  const times = open.map(({ state, dueAt, lease }) => {
    if (state !== 'running') return dueAt.getTime();
    return lease !== null && lost.has(lease.owner) ? lease.untilAt.getTime() : 0;
  });
  const nextAt = Math.min(...times);
  return Number.isFinite(nextAt) && nextAt > now.getTime() ? nextAt : null;
}

/** Accounts nobody can see are handed to a person only after looks minutes apart. */
async function neverSeen({ app, sandbox }: Office): Promise<ReadonlySet<string>> {
  const names = new Set(
    sandbox.county.accounts
      .filter(({ behaviour }) => ['refused', 'redesigned', 'expired-credential'].includes(behaviour))
      .map(({ platform, externalId }) => `${platform} ${externalId}`),
  );
  const accounts = await all((page) => app.storage.accounts.list({}, page, null));
  return new Set(
    accounts
      .filter(({ account }) => names.has(`${account.platform} ${account.externalId}`))
      .map(({ account }) => account.id),
  );
}
