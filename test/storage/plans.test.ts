import { mongo } from 'mongoose';
import type { AlertId, UnitId } from '../../src/domain/ids';
import { jobOf, mandateOf, obligationOf, policyOf } from './mandateSamples';
import { after, caseOf, claimLook, eventOf, findingOf, newPostOf, NOW, register, draftOf, tell } from './samples';
import { ids, useTestStore } from './testStore';

/** What the driver was asked last: enough to have the server explain it. */
interface Asked {
  readonly collection: string;
  readonly filter: Record<string, unknown>;
  readonly sort: Record<string, 1 | -1> | undefined;
  readonly hint: string | undefined;
}

const { store, storage } = useTestStore({ database: 'kept' });
let asked: Asked[] = [];
const unit = ids.id<UnitId>();

beforeAll(async () => {
  const { prototype } = mongo.Collection;
  const { find, findOneAndUpdate } = prototype;
  const note = (
    { collectionName }: Pick<mongo.Collection, 'collectionName'>,
    filter: unknown,
    options: Readonly<Record<string, unknown>> = {},
  ): void => {
    const { sort, hint } = options;
    asked.push({
      collection: collectionName,
      filter: filter as Asked['filter'],
      sort: sort as Asked['sort'],
      hint: hint as Asked['hint'],
    });
  };
  jest.spyOn(prototype, 'find').mockImplementation(function (this: mongo.Collection, ...args: readonly unknown[]) {
    note(this, args[0], args[1] as Record<string, unknown>);
    return (find as (...all: readonly unknown[]) => mongo.FindCursor).apply(this, args as unknown[]);
  });
  jest.spyOn(prototype, 'findOneAndUpdate').mockImplementation(function (
    this: mongo.Collection,
    ...args: readonly unknown[]
  ) {
    note(this, args[0], args[2] as Record<string, unknown>);
    return (findOneAndUpdate as (...all: readonly unknown[]) => Promise<never>).apply(this, args as unknown[]);
  });
  const { command } = mongo.Db.prototype;
  jest.spyOn(mongo.Db.prototype, 'command').mockImplementation(function (this: mongo.Db, ...args: readonly unknown[]) {
    const sent = args[0] as Readonly<Record<string, unknown>>;
    if (typeof sent['find'] === 'string') note({ collectionName: sent['find'] }, sent['filter'], sent);
    return (command as (...all: readonly unknown[]) => Promise<never>).apply(this, args as unknown[]);
  });
  await Promise.all(
    Array.from({ length: 12 }, async (_, n) => {
      const account = await register(storage, { unitPath: [n % 3 === 0 ? unit : ids.id()] }, after(n * 1_000));
      await storage.posts.record(account, [newPostOf('a'), newPostOf('b')], NOW);
      await storage.findings.open(findingOf(account.id), eventOf('finding'));
      await storage.cases.open(caseOf(account, { actAfter: after(n) }), eventOf('case'));
      await storage.obligations.insertMissing(
        [obligationOf({ unitPath: account.unitPath, state: n % 2 === 0 ? 'ready' : 'manual' })],
        () => eventOf('obligation'),
      );
      await storage.publishJobs.insert(jobOf({ accountId: account.id }), eventOf('job'));
      await storage.policies.insert(policyOf(), eventOf('policy'));
      await storage.mandates.insert(mandateOf(), eventOf('mandate'));
    }),
  );
  await storage.ledger.append([eventOf('a'), eventOf('b')]);
  await tell(storage, 'test', { wanted: [draftOf({ unitPath: [unit] }), draftOf()] });
});

interface Stage {
  readonly stage: string;
  readonly indexName?: string;
  readonly inputStage?: Stage;
  readonly inputStages?: readonly Stage[];
}
const stagesOf = (stage: Stage): readonly Stage[] => [
  stage,
  ...[...(stage.inputStage === undefined ? [] : [stage.inputStage]), ...(stage.inputStages ?? [])].flatMap(stagesOf),
];

async function planOf({
  collection,
  filter,
  sort,
  hint,
}: Asked): Promise<{ readonly indexes: readonly (string | undefined)[]; readonly stages: readonly string[] }> {
  const db = (await store.raw()).db;
  const answer = await db?.command({
    explain: {
      find: collection,
      filter,
      ...(sort === undefined ? {} : { sort }),
      ...(hint === undefined ? {} : { hint }),
      limit: 1,
    },
    verbosity: 'queryPlanner',
  });
  const stages = stagesOf((answer?.['queryPlanner'] as { readonly winningPlan: Stage }).winningPlan);
  return {
    indexes: stages.filter((stage) => stage.stage === 'IXSCAN').map((stage) => stage.indexName),
    stages: stages.map((stage) => stage.stage),
  };
}

/**
 * Few rows each: what one account owes, the outboxes not carried yet, what a page of accounts owes for one policy and
 * has called lately.
 */
const SORTED_IN_MEMORY = [
  'obligations-of-account',
  'outbox-pending',
  'obligations-of-policy-version',
  'calls-of-account',
];
const page = { limit: 2, cursor: null };
const lease = { now: NOW, owner: 'a', leaseMs: 1, token: 't' };

test.each<[string, string, () => Promise<unknown>]>([
  ['claiming a look', 'looks-due', () => claimLook(storage, lease)],
  ['claiming a publish job', 'jobs-due', () => storage.publishJobs.claim(lease)],
  [
    'finding no publish job due',
    'any-job-due',
    async () => {
      // Who has just found one does not ask.
      while ((await storage.publishJobs.claim(lease)) !== null);
      await storage.publishJobs.claim({ ...lease, now: after(-1) });
    },
  ],
  ['finding full outboxes', 'outbox-pending', () => storage.outbox.relay(1)],
  ['the judging sweep', 'judging-due', () => storage.accounts.dueForJudging(NOW, 5)],
  ['ready obligations', 'obligations-by-state', () => storage.obligations.ready(5)],
  [
    'manual tasks whose deadline is near',
    'obligations-by-state',
    () => storage.obligations.manualTasksDue({ from: NOW, until: after(1) }, 5),
  ],
  [
    'what accounts owe for one version of a policy',
    'obligations-of-policy-version',
    () => storage.obligations.ofPolicyVersion(ids.id(), 1, { accountIds: [ids.id(), ids.id()] }),
  ],
  ['what of a budget is spent', 'calls-of-account', () => storage.publishJobs.callsSince([ids.id()], NOW)],
  [
    'whose post it is',
    'calls-of-account',
    () => storage.publishJobs.givenToOthers({ accountId: ids.id(), except: null, from: NOW }, ['a', 'b']),
  ],
  ['documents to be read', 'documents-due', () => storage.policies.documentsDue(NOW, 5)],
  ['policies by name', 'policies-by-name', () => storage.policies.named(['某办法'], [])],
  [
    'interpretations without their document',
    'interpretations-by-name',
    () => storage.policies.unlinkedInterpretations(['某办法'], 5),
  ],
  ['policies whose changes are to be followed', 'policies-to-follow', () => storage.policies.unfollowed(5)],
  ['overdue obligations', 'deadlines-awaited', () => storage.obligations.overdue(NOW, 5)],
  ['cases to act on', 'cases-to-act-on', () => storage.cases.dueForAction(NOW, 5)],
  ['policies to consider', 'policies-to-consider', () => storage.policies.unconsidered(5)],
  ['mandates to expand', 'mandates-to-expand', () => storage.mandates.unexpanded(5)],
  ['accounts by name', 'accounts-by-name', () => storage.accounts.list({}, page, null)],
  ['accounts of a subtree', 'accounts-of-subtree', () => storage.accounts.list({}, page, unit)],
  ['accounts by verdict', 'accounts-of-verdict', () => storage.accounts.list({ verdict: 'silent' }, page, null)],
  [
    'accounts about to cross a limit',
    'accounts-breaching',
    () => storage.accounts.list({ breachBetween: { from: NOW, before: after(1) } }, page, null),
  ],
  [
    'the second page',
    'accounts-by-name',
    async () =>
      storage.accounts.list({}, { limit: 2, cursor: (await storage.accounts.list({}, page, null)).nextCursor }, null),
  ],
  ['posts of an account', 'posts-of-account', () => storage.posts.list(ids.id(), page)],
  ['counted instants', 'posts-of-account', () => storage.posts.counted(ids.id(), NOW, 5)],
  [
    'counted instants of several accounts',
    'posts-of-account',
    () => Promise.all([1, 2, 3].map(() => storage.posts.counted(ids.id(), NOW, 5))),
  ],
  ['cases of a subtree', 'cases-of-subtree', () => storage.cases.list({}, page, unit)],
  [
    'obligations of a mandate',
    'obligations-of-mandate',
    () => storage.obligations.list({ mandateId: ids.id() }, page, null),
  ],
  ['obligations owed by an account', 'obligations-of-account', () => storage.obligations.openFor(ids.id())],
  ['changes of alerts of a subtree', 'changes-of-subtree', () => storage.alerts.since(1, 5, unit)],
  ['alerts of a state', 'alerts-by-state', () => storage.alerts.list({ state: 'open' }, page, null)],
  ['alerts not resolved', 'alerts-unresolved', () => storage.alerts.list({ state: 'unresolved' }, page, null)],
  [
    'what happened to one alert after a number',
    'changes-of-alert',
    () => storage.alerts.after('a'.repeat(24) as AlertId, 1, 5),
  ],
  ['alerts of a reason, over or not', 'alerts-of-reason', () => storage.alerts.list({ reason: 'rare' }, page, null)],
  [
    'alerts about a policy, over or not',
    'alerts-of-any-policy',
    () => storage.alerts.list({ policyIds: [ids.id(), ids.id()] }, page, null),
  ],
  [
    'alerts noticed since an instant, by the first line since',
    'changes-by-time',
    () => storage.alerts.list({ state: 'resolved', noticedSince: NOW }, page, null),
  ],
  ['messages of a channel', 'messages-of-channel', () => storage.messages.list({ channelId: ids.id() }, page)],
  ['messages to a person', 'messages-of-person', () => storage.messages.list({ personId: ids.id() }, page)],
  ['messages that are tried again later', 'messages-parked', () => storage.messages.parked('desk')],
  ['alerts that are over so long', 'alerts-ended', () => storage.expired.ended('ended-alerts', NOW, 5)],
  ['notifications settled so long', 'notifications-settled', () => storage.expired.ended('told-notifications', NOW, 5)],
  ['messages settled so long', 'messages-settled', () => storage.expired.ended('told-messages', NOW, 5)],
  ['silences that ended so long', 'silences-ended', () => storage.expired.ended('ended-silences', NOW, 5)],
  [
    'deliveries settled so long',
    'webhook-deliveries-settled',
    () => storage.expired.ended('webhook-deliveries', NOW, 5),
  ],
  ['escalations that ended so long', 'escalations-ended', () => storage.expired.ended('ended-escalations', NOW, 5)],
  ['climbs of alerts', 'escalations-of-alert', () => storage.escalations.ofAlerts([ids.id(), ids.id()])],
  [
    'climbs that are due',
    'escalations-due',
    () => storage.escalations.claim({ now: NOW, owner: 'test', leaseMs: 1, token: 'token' }),
  ],
  ['owners of alerts', 'alerts-of-owner', () => storage.alerts.owners(null, 5)],
  ['the history of a subject', 'ledger-of-subject', () => storage.ledger.ofSubject('a', page)],
])('%s reads through the index %s, in its order', async (_what, index, ask) => {
  asked = [];
  await ask();
  const plans = await Promise.all(asked.map(planOf));
  const wanted = plans.find((plan) => plan.indexes.includes(index));
  expect(wanted ?? plans).toMatchObject({ indexes: [index] });
  expect(wanted?.stages).not.toContain('COLLSCAN');
  if (!SORTED_IN_MEMORY.includes(index)) expect(wanted?.stages).not.toContain('SORT');
});
