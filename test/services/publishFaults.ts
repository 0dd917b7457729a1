import { MINUTE_MS, SECOND_MS } from '../../src/domain/time/instant';
import { createServices } from '../../src/services/index';
import { createDyingProcess, ProcessDied } from './dyingProcess';
import { issuePolicy } from './fixtures';
import type { PublishScript } from './platform';
import { PAGE, type World } from './world';

/** Where in the life of a repost something went wrong. */
export const FAULT_POINTS = [
  'killed while queueing',
  'killed before the call',
  'killed in the call, nothing public yet',
  'killed after the post, answer lost',
  'killed before settling',
  'killed after settling',
  'killed while reconciling',
  'killed while looking',
  'answer lost',
  'request lost',
  'connector threw after the post',
  'platform busy',
  'platform asynchronous',
  'lease lost to another worker',
  'two workers at once',
] as const;
export type FaultPoint = (typeof FAULT_POINTS)[number];

export interface RunResult {
  readonly faults: ReadonlySet<FaultPoint>;
  readonly duplicates: number;
  /** Neither public nor handed to a person. */
  readonly lost: number;
  readonly fulfilled: number;
  readonly manual: number;
}

/** Numbers in [0, 1) that are the same in every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const SCRIPTS: Readonly<Partial<Record<FaultPoint, PublishScript>>> = {
  'answer lost': 'lost-answer',
  'request lost': 'lost-request',
  'connector threw after the post': 'throws-after-post',
  'platform busy': 'busy',
  'platform asynchronous': 'asynchronous',
};

/** Which fault a kill at this call is. */
function pointOfDeath(
  call: string,
  phase: { readonly called: boolean; readonly posted: boolean; readonly confirming: boolean; readonly task: string },
): FaultPoint {
  if (phase.task === 'queue') return 'killed while queueing';
  if (phase.task === 'look') return 'killed while looking';
  if (phase.confirming) return 'killed while reconciling';
  if (call.startsWith('publishJobs.settle')) return 'killed before settling';
  if (phase.posted) return call.startsWith('answer') ? 'killed after the post, answer lost' : 'killed after settling';
  return phase.called ? 'killed in the call, nothing public yet' : 'killed before the call';
}

/**
 * One run: `accounts` reposts, a platform with faults of its own, and processes that are killed, overtaken or doubled.
 */
export async function runWithFaults(
  world: World,
  plan: { readonly accounts: number; readonly seed: number; readonly lives: number },
): Promise<RunResult> {
  const random = seeded(plan.seed);
  const faults = new Set<FaultPoint>();
  await world.addAccounts(
    ...Array.from(
      { length: plan.accounts },
      (_, index) => [index % 2 === 0 ? 'weibo' : 'wechat', `acc${index}`] as const,
    ),
  );
  await issuePolicy(world);
  world.clock.pass(SECOND_MS);
  await world.lookAtDue();
  for (const [point, script] of Object.entries(SCRIPTS)) {
    if (random() < 0.5) continue;
    const account = `acc${Math.floor(random() * plan.accounts)}`;
    world.platform.scripts.set(account, [...(world.platform.scripts.get(account) ?? []), script]);
    faults.add(point as FaultPoint);
  }
  for (let life = 0; life < plan.lives; life += 1) {
    const kind = random();
    if (kind < 0.15) await twoWorkers(world, random, faults);
    else if (kind < 0.3) await overtaken(world, faults);
    else await liveUntilKilled(world, random, faults);
    world.platform.checkpoint = () => undefined;
    world.clock.pass(2 * MINUTE_MS + SECOND_MS);
  }
  await finish(world);
  return { faults, ...(await countOutcome(world, plan.accounts)) };
}

const signal = new AbortController().signal;

const KILLS = FAULT_POINTS.filter((point) => point.startsWith('killed'));

/**
 * Half of the deaths come at any call, a short life dying at its first reposts and a long one somewhere among them; the
 * other half come at a fault point of their own, so that those a few calls wide are met in every hundred runs.
 */
async function liveUntilKilled(world: World, random: () => number, faults: Set<FaultPoint>): Promise<void> {
  const phase = { called: false, posted: false, confirming: false, task: 'queue' };
  const aim = random() < 0.5 ? null : KILLS[Math.floor(random() * KILLS.length)];
  const callsToGo = 1 + Math.floor(random() ** 2 * (aim === null ? 400 : 6));
  let met = 0;
  const dying = createDyingProcess(world.storage, {
    atCall: (name) => {
      if (aim === null || pointOfDeath(name, phase) === aim) met += 1;
      return met === callsToGo;
    },
    takesEffect: random() < 0.5,
  });
  world.platform.checkpoint = (name) => {
    if (name.startsWith('publish ')) Object.assign(phase, { called: false, posted: false, confirming: false });
    if (name.startsWith('public call')) phase.called = true;
    if (name.startsWith('answer')) phase.posted = true;
    if (name.startsWith('confirm')) Object.assign(phase, { confirming: true, called: false, posted: false });
    dying.checkpoint(name);
  };
  const services = createServices({ ...world.deps, storage: dying.storage });
  try {
    for (let round = 0; round < 4; round += 1) {
      phase.task = 'queue';
      await services.mandates.queueReady(8);
      phase.task = 'publish';
      await services.mandates.publishDue({ owner: 'dying', max: 8, signal });
      world.clock.pass(6 * SECOND_MS);
      phase.task = 'look';
      await services.accounts.collectDue({ owner: 'dying', max: 8, signal });
    }
  } catch (error) {
    if (!(error instanceof ProcessDied) && !dying.isDead()) throw error;
  }
  if (dying.isDead()) faults.add(pointOfDeath(dying.diedAt(), phase));
}

/** Two processes work the same jobs at the same time, their steps interleaved. */
async function twoWorkers(world: World, random: () => number, faults: Set<FaultPoint>): Promise<void> {
  faults.add('two workers at once');
  world.platform.duringPublish = async () => {
    for (let turn = Math.floor(random() * 20); turn > 0; turn -= 1) await Promise.resolve();
  };
  const [one, other] = [createServices(world.deps), createServices(world.deps)];
  const work = async (services: typeof one, owner: string): Promise<void> => {
    await services.mandates.queueReady(10);
    await services.mandates.publishDue({ owner, max: 10, signal });
    await services.accounts.collectDue({ owner, max: 10, signal });
  };
  await Promise.all([work(one, 'one'), work(other, 'other')]);
  world.platform.duringPublish = () => Promise.resolve();
}

/** A worker so slow in preparing that its lease runs out; another takes the job over before it goes on. */
async function overtaken(world: World, faults: Set<FaultPoint>): Promise<void> {
  faults.add('lease lost to another worker');
  let isFirst = true;
  const overtake = async (): Promise<void> => {
    world.clock.pass(2 * MINUTE_MS + SECOND_MS);
    await createServices(world.deps).mandates.publishDue({ owner: 'quick', max: 3, signal });
  };
  world.platform.beforePrepared = async () => {
    if (!isFirst) return;
    isFirst = false;
    await overtake();
  };
  await world.services.mandates.queueReady(5);
  await createServices(world.deps).mandates.publishDue({ owner: 'slow', max: 2, signal });
  world.platform.beforePrepared = () => Promise.resolve();
}

async function finish(world: World): Promise<void> {
  for (let round = 0; round < 60; round += 1) {
    await world.services.mandates.queueReady(500);
    await world.services.mandates.publishDue({ owner: 'last', max: 500, signal });
    await world.services.mandates.recoverInterrupted(200);
    world.clock.pass(30 * SECOND_MS);
    await world.lookAtDue();
    const open = await world.storage.obligations.list(
      { states: ['ready', 'publishing', 'submitted'] },
      { limit: 1, cursor: null },
      null,
    );
    if (open.items.length === 0) return;
  }
  throw new Error('the obligations do not come to an end');
}

async function countOutcome(world: World, accounts: number): Promise<Omit<RunResult, 'faults'>> {
  const posts = new Map<string, number>();
  for (const { account } of world.platform.posts) posts.set(account, (posts.get(account) ?? 0) + 1);
  const obligations = (await world.storage.obligations.list({}, PAGE, null)).items;
  const seen = (url: string): boolean => world.platform.posts.some(({ post }) => post.url === url);
  const fulfilled = obligations.filter(
    ({ state, evidence }) => state === 'fulfilled' && evidence !== null && seen(evidence.url),
  ).length;
  const manual = obligations.filter(({ state, manualReason }) => state === 'manual' && manualReason !== null).length;
  return {
    duplicates: [...posts.values()].filter((count) => count > 1).length,
    lost: accounts - fulfilled - manual,
    fulfilled,
    manual,
  };
}
