import { after, NOW } from '../samples';
import { ids, useTestStore } from '../testStore';
import { FOLLOWING_INDEXES } from '../../../src/storage/migrations/m0002Policies';
import { PEOPLE_INDEX } from '../../../src/storage/migrations/m0007People';
import { AUDITED_COLLECTIONS, PENDING_INDEX } from '../../../src/storage/migrations/m0018SiteNames';
import { INTERPRETATIONS_INDEX } from '../../../src/storage/migrations/m0017Interpretations';
import { AWAITED_INDEX } from '../../../src/storage/migrations/m0014AwaitedPersons';
import { RETENTION_INDEXES } from '../../../src/storage/migrations/m0019Retention';
import { ENDED_ALERTS_INDEX } from '../../../src/storage/migrations/m0022EndedAlerts';
import { ALERT_LIST_INDEXES } from '../../../src/storage/migrations/m0030AlertCauses';
import { ALERTS_OF_POLICY_INDEX } from '../../../src/storage/migrations/m0046AlertsOfPolicy';
import { FOUND_BY_MORE_INDEXES } from '../../../src/storage/migrations/m0057FoundByMore';
import { STAGE_INDEX } from '../../../src/storage/migrations/m0034Reviews';
import { INDEXES } from '../../../src/storage/migrations/m0001Indexes';
import type { Migration } from '../../../src/storage/migrations/migration';
import { FINDING_SLOT_INDEX } from '../../../src/storage/migrations/m0012DismissedFindings';
import { SEEN_AGAIN_INDEXES } from '../../../src/storage/migrations/m0006PostsSeenAgain';
import { REPLACED_INDEX, SITE_INDEXES } from '../../../src/storage/migrations/m0011Sites';
import { ENDED_INDEX } from '../../../src/storage/migrations/m0013EndedAccounts';
import { ALERT_STATE_INDEXES, FORMER_ALERT_INDEXES } from '../../../src/storage/migrations/m0016AlertStates';
import { COUNTING_INDEXES, OUTCOUNTED_INDEXES } from '../../../src/storage/migrations/m0023Counting';
import { PERSON_SESSIONS_INDEX } from '../../../src/storage/migrations/m0033PersonSessions';
import { JOB_SUBJECT_INDEXES, OUTGROWN_INDEX } from '../../../src/storage/migrations/m0041JobSubjects';
import { IN_USE_INDEXES } from '../../../src/storage/migrations/m0053AccountsInUse';
import { TAIL_INDEX } from '../../../src/storage/migrations/m0024Searching';
import { MIGRATIONS, runMigrations, SchemaTooNew } from '../../../src/storage/migrations/runMigrations';

const { store } = useTestStore({ database: 'of-its-own', startAt: NOW });

const run = async (migrations: readonly Migration[], said: string[] = []): Promise<void> =>
  runMigrations(await store.raw(), { clock: store.clock, ids, migrations, onProgress: (line) => said.push(line) });
const applied = async (): Promise<unknown[]> =>
  (await store.raw())
    .collection('migrations')
    .find({})
    .sort({ _id: 1 })
    .map((row) => row['_id'] as unknown)
    .toArray();

test('are numbered from one without gaps', () => {
  expect(MIGRATIONS.map((migration) => migration.version)).toEqual(MIGRATIONS.map((_, index) => index + 1));
});

/** Of what somebody has taken (m0040). */
const TAKEN_INDEX = { name: 'obligations-taken' };
/** Of the accounts of one unit alone (m0042). */
const UNIT_INDEX = { name: 'accounts-of-unit' };

const isFormerAlertIndex = (collection: string, name: string): boolean =>
  collection === 'alerts' && (FORMER_ALERT_INDEXES as readonly string[]).includes(name);

test('create every index under its name, once, and opening again changes nothing', async () => {
  const said: string[] = [];
  await store.open({ onProgress: (line) => said.push(line) });
  expect(said).toHaveLength(MIGRATIONS.length);
  await store.open({ onProgress: (line) => said.push(line) });
  expect(said).toHaveLength(MIGRATIONS.length);
  const raw = await store.raw();
  for (const collection of new Set(INDEXES.map((index) => index.collection))) {
    const names = (await raw.collection(collection).indexes()).map((index) => index.name).sort();
    const later: readonly { readonly name: string }[] = Object.entries({
      ...FOLLOWING_INDEXES,
      posts: SEEN_AGAIN_INDEXES,
      accounts: [...SITE_INDEXES.accounts, ENDED_INDEX, UNIT_INDEX, ...IN_USE_INDEXES],
      alerts: [
        ...ALERT_STATE_INDEXES.alerts,
        ENDED_ALERTS_INDEX,
        ...ALERT_LIST_INDEXES,
        ALERTS_OF_POLICY_INDEX,
        ...FOUND_BY_MORE_INDEXES.alerts,
      ],
      obligations: [
        ...FOLLOWING_INDEXES.obligations,
        ...SITE_INDEXES.obligations,
        ...RETENTION_INDEXES.obligations,
        TAKEN_INDEX,
      ],
      findings: [FINDING_SLOT_INDEX],
      cases: [{ name: 'cases-by-review' }],
      mandates: [STAGE_INDEX],
      'publish-jobs': [...FOLLOWING_INDEXES['publish-jobs'], ...JOB_SUBJECT_INDEXES['publish-jobs']],
    }).flatMap(([of, indexes]) => (of === collection ? [...indexes] : []));
    expect(names).toEqual(
      [
        '_id_',
        ...INDEXES.filter((index) => index.collection === collection)
          .map((index) => index.name)
          .filter(
            (name) =>
              name !== REPLACED_INDEX.name && name !== OUTGROWN_INDEX.name && !isFormerAlertIndex(collection, name),
          )
          .filter((name) => !OUTCOUNTED_INDEXES.some((gone) => gone.collection === collection && gone.name === name)),
        ...later.map(({ name }) => name),
        ...(COUNTING_INDEXES[collection] ?? []).map(({ name }) => name),
        ...(['accounts', 'policies'].includes(collection) ? [TAIL_INDEX.name] : []),
        ...(AUDITED_COLLECTIONS.includes(collection) ? [PENDING_INDEX.name] : []),
        ...(collection === 'people' ? [PEOPLE_INDEX.name] : []),
        ...(collection === 'sessions' ? [PERSON_SESSIONS_INDEX.name] : []),
        ...(collection === 'policies' ? [AWAITED_INDEX.name, INTERPRETATIONS_INDEX.name] : []),
      ].sort(),
    );
  }
});

test('guard by a unique index everything there may be only one of', () => {
  const unique = INDEXES.filter((index) => index.unique === true).map(({ collection, key, only }) =>
    [collection, Object.keys(key).join('+'), ...(only === undefined ? [] : [JSON.stringify(only)])].join(' '),
  );
  expect(unique.sort()).toEqual([
    'accounts platform+externalId',
    'alerts eventId',
    'alerts seq',
    'cases accountId {"open":true}',
    'findings accountId+kind+ruleId+subject {"state":"open"}',
    'incidents key {"open":true}',
    'ledger eventId',
    'mandate-rules key',
    'mandates policyId+policyVersion+ruleId',
    'obligations mandateId+accountId',
    'people username',
    'policies identityKeys',
    'policy-sources key',
    'posts accountId+identity',
    'publish-jobs accountId+policyId+policyVersion',
    'publish-jobs key',
    'tick-runs task+plannedAt',
    'units key',
  ]);
});

test('run by many processes at once are applied once each', async () => {
  let runs = 0;
  const slow: Migration = {
    version: 1,
    title: 'slow',
    up: async () => {
      runs += 1;
      await new Promise((resolve) => {
        setTimeout(resolve, 50);
      });
    },
  };
  await Promise.all(Array.from({ length: 5 }, () => run([slow])));
  expect(runs).toBe(1);
  expect(await applied()).toEqual([1]);
  await Promise.all(Array.from({ length: 4 }, () => store.open()));
});

test('continue after the one that was interrupted', async () => {
  const done: number[] = [];
  const good = (version: number): Migration => ({
    version,
    title: `m${version}`,
    up: async () => {
      done.push(version);
    },
  });
  const failing: Migration = { version: 2, title: 'm2', up: () => Promise.reject(new Error('power cut')) };
  await expect(run([good(1), failing, good(3)])).rejects.toThrow('power cut');
  expect(await applied()).toEqual([1]);
  await run([good(1), good(2), good(3)]);
  expect(done).toEqual([1, 2, 3]);
  expect(await applied()).toEqual([1, 2, 3]);
});

test('wait for the lock of another process, and take it over once that process has been gone for too long', async () => {
  const raw = await store.raw();
  await raw
    .collection<{ _id: string }>('migration-locks')
    .insertOne({ _id: 'schema', lease: { token: 'dead', owner: 'migration', untilAt: after(1_000) } } as never);
  const said: string[] = [];
  let tries = 0;
  const clock = {
    now: () => {
      tries += 1;
      // The lease runs out only once the lock has been refused twice.
      if (tries === 3) store.clock.pass(1_000);
      else if (tries < 3) expect(said).toEqual([]);
      return store.clock.now();
    },
  };
  const migrations = [{ version: 1, title: 'm1', up: () => Promise.resolve() }];
  await runMigrations(raw, { clock, ids, migrations, onProgress: (line) => said.push(line) });
  expect(tries).toBeGreaterThanOrEqual(3);
  expect(said).toHaveLength(1);
});

test('refuse a store that a newer program has written, and leave it as it is', async () => {
  const raw = await store.raw();
  await raw
    .collection<{ _id: number }>('migrations')
    .insertOne({ _id: 999, title: 'from the future', appliedAt: NOW } as never);
  await expect(store.open()).rejects.toThrow(SchemaTooNew);
  await expect(store.open()).rejects.toThrow(/999/);
  expect((await raw.listCollections()).map((collection) => collection.name)).toEqual(['migrations']);
});

test('a store that does not answer is refused within seconds, without its address in the message', async () => {
  const failure = await store
    .open({ uri: 'mongodb://someone:pass-word@127.0.0.1:1/x', connectTimeoutMs: 300 })
    .catch((error: Error) => error);
  expect(String(failure)).toMatch(/does not answer/);
  expect(String(failure)).not.toMatch(/pass-word|127\.0\.0\.1/);
});
