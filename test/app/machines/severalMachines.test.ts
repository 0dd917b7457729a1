import { setTimeout as pause } from 'node:timers/promises';
import type { StreamAlert } from '../../../src/api/events';
import type { PersonId } from '../../../src/domain/ids';
import type { Principal } from '../../../src/domain/people/role';
import { until } from '../../http/listener';
import { followStream, type Follower } from './follower';
import { openOffice, TOKEN, type Office } from './office';
import { all, jobsOf, obligationsOf, settle } from './settling';
import { freezeBeforeCall, holdBack, isOut, killAfterCall } from './strikes';

/** `npm run test:scale` runs more rounds over more accounts. */
const ROUNDS = Number(process.env['SCALE_ROUNDS'] ?? '1');
const ACCOUNTS = ROUNDS > 1 ? 60 : 16;
const SKEW_MS = 120_000;
/** A post "accepted with delay" is public by then. */
const PUBLIC_BY_MS = 300_000;
const POLICIES = ['做好冬季群众生活保障', '加强县域公共数据开放利用'] as const;

const everyone: Principal = {
  personId: '0'.repeat(24) as PersonId,
  name: 'test',
  role: 'administrator',
  unitId: null,
  via: 'token',
};

let office: Office;
let followers: readonly Follower[] = [];
beforeEach(async () => {
  office = await openOffice(ACCOUNTS);
});
afterEach(async () => {
  for (const follower of followers) follower.close();
  followers = [];
  await office.close();
});

/** One life of two web and three worker machines, of which one is frozen and one killed while they publish. */
async function liveThrough(round: number): Promise<void> {
  const { app, sandbox } = office;
  const frozen = freezeBeforeCall(app.storage);
  const killed = killAfterCall(app.storage, frozen.struck);
  const bothStruck = Promise.all([frozen.struck, killed.struck]);
  const workers = [
    await office.start('worker', { name: `slow${round}`, skewMs: -SKEW_MS, onMessage: frozen.onMessage }),
    await office.start('worker', { name: `fast${round}`, skewMs: SKEW_MS, onMessage: killed.onMessage }),
    await office.start('worker', { name: `right${round}`, onMessage: holdBack(bothStruck) }),
  ] as const;
  const webs = [
    await office.start('web', { name: `web1-${round}`, skewMs: SKEW_MS }),
    await office.start('web', { name: `web2-${round}`, skewMs: -SKEW_MS }),
  ];
  frozen.aim(workers[0].child);
  killed.aim(workers[1].child);
  await Promise.all(workers.map(({ ready }) => ready));
  for (const follower of followers) follower.close();
  followers = (await Promise.all(webs.map(({ ready }) => ready))).map((url) => followStream(url, TOKEN));

  for (const [count, policy] of POLICIES.entries()) {
    sandbox.control.publishPolicy({ title: `国务院办公厅关于${policy}（第${round}号）的通知` });
    // The slow one alone works at the first policy, so that it meets an account that may publish at the second.
    if (count === 0)
      await until('a first repost on Weibo', async () =>
        (await jobsOf(office)).some((job) => job.platform === 'weibo' && isOut(job)),
      );
  }
  const [atFreeze, atKill] = await bothStruck;
  const lost = new Set([atFreeze.lease?.owner ?? '', atKill.lease?.owner ?? '']);
  await settle(office, { mandates: POLICIES.length * round, lost });
  // Somebody else has done what the frozen machine was about to do, and the killed one had done.
  for (const { id } of [atFreeze, atKill]) {
    const job = await app.storage.publishJobs.byId(id);
    // What went wrong stands beside it.
    expect(`${job?.state ?? 'gone'} ${JSON.stringify(job?.errors)}`).toMatch(/^(submitted|published) /);
  }

  const settled = frozen.settledAfter(atFreeze);
  workers[0].child.kill('SIGCONT');
  await settled;
  await settle(office, { mandates: POLICIES.length * round, lost: new Set([atKill.lease?.owner ?? '']) });
  office.moveOn(PUBLIC_BY_MS);
  await provesWhole(round);
  for (const { child } of [...workers, ...webs]) child.kill('SIGKILL');
}

/** Nothing twice, nothing lost, no hole in the sequence, and both streams the same. */
async function provesWhole(round: number): Promise<void> {
  const { app, sandbox, weibo } = office;
  // A platform that would take it twice is asked once.
  expect([...weibo.shares].filter(([, count]) => count !== 1)).toEqual([]);
  expect(weibo.shares.size).toBeGreaterThan(round);
  const published = (await jobsOf(office)).filter(isOut);
  const accounts = new Map(
    (await all((page) => app.storage.accounts.list({}, page, null))).map(({ account }) => [account.id, account]),
  );
  const shown = published.map(({ accountId, draft }) => {
    const account = accounts.get(accountId);
    const key = sandbox.county.accounts.find(
      ({ platform, externalId }) => platform === account?.platform && externalId === account.externalId,
    )?.key;
    const posts = sandbox.control.publicPosts(key ?? '').filter(({ origin }) => origin === 'api');
    return `${key ?? ''} ${posts.filter(({ title, text }) => `${title} ${text}`.includes(draft.title)).length}`;
  });
  expect(shown.filter((line) => !line.endsWith(' 1'))).toEqual([]);
  const perMandate = new Map<string, number>();
  for (const { mandateId } of await obligationsOf(office))
    perMandate.set(mandateId, (perMandate.get(mandateId) ?? 0) + 1);
  expect(new Set(perMandate.values()).size).toBe(1);

  await app.services.alerts.relay(10_000);
  const ledger = await app.storage.ledger.verify();
  expect(ledger.brokenAtSeq).toBeNull();
  const stored = await wholeLog();
  expect(stored.map(({ seq }) => seq)).toEqual(stored.map((_, index) => index + 1));
  // Dated by one clock, however wrong those of the machines are.
  const latestMs = Math.max(...stored.map(({ changedAt }) => Date.parse(changedAt)));
  expect(latestMs - office.now().getTime()).toBeLessThan(SKEW_MS / 2);
  for (const { alerts, ends } of followers)
    await until('the whole log on both streams', () => (alerts.at(-1)?.seq ?? 0) >= stored.length).catch(
      (error: unknown) => {
        throw new Error(`${String(error)}: ${alerts.length} of ${stored.length}, after ${ends.join(', ')}`);
      },
    );
  const [one, other] = followers.map(({ alerts }) => alerts.slice(0, stored.length).map(whatItSays));
  expect(one).toEqual(stored.map(whatItSays));
  expect(other).toEqual(one);
  expect(office.failures()).toEqual([]);
}

async function wholeLog(): Promise<Awaited<ReturnType<Office['app']['services']['views']['alertsSince']>>> {
  const { views } = office.app.services;
  // What the machines still write is theirs to write: once the end stands still the log is whole.
  for (let last = -1; ;) {
    const end = await views.lastSeq();
    if (end === last) break;
    last = end;
    await pause(1_000);
  }
  const log: Awaited<ReturnType<typeof views.alertsSince>>[number][] = [];
  for (;;) {
    const page = await views.alertsSince(log.at(-1)?.seq ?? 0, 200, everyone);
    log.push(...page);
    if (page.length === 0) return log;
  }
}

const whatItSays = ({ id, seq, kind, subject }: Pick<StreamAlert, 'id' | 'seq' | 'kind' | 'subject'>): string =>
  `${seq} ${id} ${kind} ${JSON.stringify(subject)}`;

test('five machines with wrong clocks, one killed and one frozen while they publish, lose and double nothing', async () => {
  for (let round = 1; round <= ROUNDS; round += 1) await liveThrough(round);
});
