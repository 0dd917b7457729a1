import { monthOf } from '../../src/domain/submissions/month';
import { dutyOf } from '../storage/duties/dutySamples';
import { submissionOf } from '../storage/submissions/submissionSamples';
import { reviewOf } from '../storage/reviews/reviewSamples';
import { sheetOf } from '../domain/register/sheetsOf';
import { beginCheck } from '../../src/domain/siteChecks/siteCheck';
import { DAY_MS, MINUTE_MS } from '../../src/domain/time/instant';
import { addCivilDays, civilDateOf } from '../../src/domain/time/civil';
import type { AlertView } from '../../src/api/alerts';
import type { ListView } from '../../src/api/wire';
import { ROUTES } from '../../src/http/routes';
import { PERMISSIONS } from '../../src/domain/people/permissions';
import type { AccountId, AlertId, EmergencyId, ImportId, MeetingId, SiteId, SurveyPlanId } from '../../src/domain/ids';
import { lookedAt, steadyClock } from '../services/retention/sweptOffice';
import { obligationOf } from '../services/fixtures';
import { alertAbout, createNotifyWorld } from '../services/notify/notifyWorld';
import { letterOf, planOf, reminderOf } from '../storage/letters/letterSamples';
import { handCopyOf, ownPostOf } from '../storage/ownPosts/ownPostSamples';
import { eventOf, newPostOf } from '../storage/samples';
import type { CivilDate } from '../../src/domain/time/instant';
import { principal, registration } from '../services/world';
import { between, numbers, provesWhole, until } from './listener';
import { BOOTSTRAP_TOKEN, PASSWORD, useRealOffice } from './realOffice';
import { problemOf } from './serve';

const { world, ids, ask, post, read, listen, relayAll, theCase } = useRealOffice();

/** A receiver that an alert was delivered to. */
async function subscription(): Promise<string> {
  const values = { url: 'https://city.example/alerts', signingSecret: '0123456789abcdef' };
  const response = await post('root', '/subscriptions', { name: '市局平台', match: {}, values });
  expect(response.status).toBe(201);
  await createNotifyWorld(world, world.services, world.side).alerts(alertAbout('甲'), alertAbout('乙'));
  await world.services.webhooks.deliverDue({ owner: 'test', max: 5, signal: new AbortController().signal });
  return ((await response.json()) as { readonly id: string }).id;
}

/** An alert that somebody was told of, with what that takes. */
async function toldAlert(): Promise<string> {
  const office = createNotifyWorld(world, world.services, world.side);
  const add = async (path: string, body: object): Promise<{ id: string }> => {
    const response = await post('root', path, body);
    expect([path, response.status]).toEqual([path, 201]);
    return (await response.json()) as { id: string };
  };
  const values = { url: 'https://robots.example/send' };
  const { id: channelId } = await add('/notify/channels', { kind: 'dingtalk', name: '值班群', values });
  const audience = { kind: 'group' };
  const route = { name: '一律告知', position: 1, match: {}, channelId, audience, waits: 'never', isLast: false };
  await add('/notify/routes', { ...route, tellsResolved: false });
  const rungs = [{ afterMinutes: 0, channelId, audience }];
  await add('/notify/ladders', { name: '紧急升级', position: 1, rungs });
  await world.services.oncall.beginClimbs(1);
  const endsAt = new Date(world.clock.now().getTime() + DAY_MS).toISOString();
  await add('/silences', { match: { kinds: ['storage-low'] }, reason: '扩容', endsAt });
  await office.alerts(alertAbout('甲'));
  await world.services.oncall.beginClimbs(10);
  await world.services.oncall.climbDue({ owner: 'test', max: 10, signal: new AbortController().signal });
  await office.work(2);
  const [notification] = await office.notifications();
  return notification?.alertId ?? '';
}

/** A roster with somebody on duty, for whom somebody else stands in. */
async function filledRoster(): Promise<string> {
  const add = async (method: 'POST' | 'PUT', path: string, body: object): Promise<{ id: string }> => {
    const response = await ask('root', path, {
      method,
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });
    expect([path, response.ok]).toEqual([path, true]);
    return (await response.json()) as { id: string };
  };
  const [one, other] = (await world.storage.people.list()).map(({ id }) => id);
  const { id } = await add('POST', '/rosters', { name: '总值班', handoverMinute: 510, fallbackRole: 'administrator' });
  await add('PUT', `/rosters/${id}/days`, { date: '2026-10-01', version: 0, personIds: [one] });
  const span = { fromDate: '2026-10-01', toDate: '2026-10-01' };
  await add('POST', `/rosters/${id}/substitutions`, { ...span, personId: other, insteadOf: one, reason: '休假' });
  return id;
}

/** Who answers for the accounts of unit A, and a course they were at. */
async function rosterOfA(): Promise<void> {
  const who = { duty: 'informant', name: '张信息', post: '科员', mobile: '13800001234', sinceOn: '2026-03-01' };
  const personId = (await world.storage.people.byUsername('duty'))?.id;
  expect((await post('root', `/units/${world.unitA}/liaisons`, { ...who, personId, reason: '新任' })).status).toBe(201);
  const course = { heldOn: `${world.clock.now().getUTCFullYear()}-01-05`, hours: 6, topic: '管理', organiser: '县办' };
  const attendees = [{ name: '张信息', unitId: world.unitA }];
  expect((await post('root', '/courses', { unitId: world.unitA, ...course, attendees })).status).toBe(201);
}

/** Somebody who gave what they had to somebody else. */
async function handedOver(): Promise<string> {
  const [from, to] = await Promise.all(['duty', 'root'].map((name) => world.storage.people.byUsername(name)));
  const response = await post('root', `/people/${from?.id}/handover`, { toId: to?.id, reason: '轮岗' });
  expect(response.status).toBe(201);
  return ((await response.json()) as { readonly id: string }).id;
}

/** A plan that has made a digest, and a unit that was reminded. */
async function letters(alertId: string): Promise<string> {
  const { storage } = world;
  const plan = planOf();
  await storage.digestPlans.insert(plan, eventOf(`account:${ids['a1']}`));
  await storage.letters.insertMissing([letterOf({ kind: 'morning', planId: plan.id, alertIds: [alertId as AlertId] })]);
  await storage.reminders.insert(reminderOf(), eventOf(`account:${ids['a1']}`));
  return plan.id;
}

/** Something under review, and somebody who acts for somebody else. */
async function review(): Promise<string> {
  const { storage } = world;
  const one = reviewOf();
  await storage.reviews.open(one, eventOf(`account:${ids['a1']}`));
  const toId = (await storage.people.byUsername('root'))?.id;
  const fromId = (await storage.people.list()).find(({ id }) => id !== toId)?.id;
  const days = { fromDate: '2026-09-18', toDate: '2027-09-01' };
  const body = JSON.stringify({ fromId, toId, kinds: ['mandate'], reason: '出差', ...days });
  const headers = { 'content-type': 'application/json' };
  expect((await ask('root', '/review-delegations', { method: 'POST', body, headers })).status).toBe(201);
  return one.id;
}

/** An attachment that something of unit A has. */
async function uploaded(): Promise<string> {
  const bytes = Buffer.from('附件的内容', 'utf8');
  const { id } = await world.services.files.upload({ name: '附件.txt', bytes }, principal('administrator', '1'));
  await world.storage.files.hold([id], { subject: 'own-post:1', unitId: world.unitA });
  return id;
}

/** Something that came to the office this month. */
async function submission(): Promise<string> {
  const unit = await world.storage.units.byId(world.unitA, null);
  if (unit === null) throw new Error('no unit');
  const month = monthOf(world.clock.now());
  const one = submissionOf({ unitId: unit.id, unitPath: unit.path, countsFor: unit.id, month });
  await world.storage.submissions.insert(one, eventOf(`account:${ids['a1']}`));
  return one.id;
}

/** Something that unit A owes, and that unit B is asked to take over. */
async function duty(): Promise<string> {
  const unit = await world.storage.units.byId(world.unitA, null);
  if (unit === null) throw new Error('no unit');
  const { id, path } = unit;
  const offer = { unitId: world.unitB, by: ids['a1'] as never, at: world.clock.now() };
  const one = dutyOf({ unitId: id, unitPath: path, month: monthOf(world.clock.now()), offer });
  await world.storage.duties.insert(one, eventOf(`account:${ids['a1']}`));
  return one.id;
}

/** A survey whose result is owed, an event that something was said of, and a meeting that decided something. */
async function unitFiles(): Promise<Readonly<Record<string, string>>> {
  const root = principal('administrator', '1');
  const { surveys, emergencies, meetings } = world.services;
  const today = civilDateOf(world.clock.now());
  const of = <Id>({ id, version }: { readonly id: string; readonly version: number }) => ({ id: id as Id, version });
  const opened = await surveys.open({ unitId: world.unitA, year: Number(today.slice(0, 4)) }, root);
  const draft = { kind: 'survey', title: '问卷', plannedOn: today } as const;
  const planned = await surveys.add(of<SurveyPlanId>(opened), draft, root);
  const key = planned.items[0]?.key ?? '';
  const held = { key, step: 'hold', words: '', on: today, link: null } as const;
  const plan = await surveys.step(of<SurveyPlanId>(planned), held, root);
  const knownAt = world.clock.now().toISOString();
  const event = { unitId: world.unitA, kind: 'incident', title: '塌陷', happened: '东街塌陷', knownAt } as const;
  const file = await emergencies.open(event, root);
  const said = { at: knownAt, speaker: '新闻发布会', link: null, words: '情况说明' };
  await emergencies.state(of<EmergencyId>(file), said, root);
  const record = { unitId: world.unitA, kind: 'meeting', title: '会议', heldOn: today } as const;
  const meeting = await meetings.record({ ...record, participants: '甲局', notes: '' }, root);
  const decision = { text: '清理栏目', unitId: null, dueOn: addCivilDays(today, 9) };
  await meetings.decide(of<MeetingId>(meeting), decision, root);
  return {
    '/survey-plans/:id': plan.id,
    '/emergencies/:id': file.id,
    '/meetings/:id': meeting.id,
  };
}

/** A website that was visited. */
async function visitedSite(): Promise<string> {
  const id = (await world.account('b1')).account.siteId;
  if (id === null) throw new Error('no site');
  const now = world.clock.now();
  const check = beginCheck(id, now, 48);
  const probe = { slot: check.next.slot, at: now, outcome: 'open', reason: 'answered', tookMs: 120 } as const;
  await world.storage.siteChecks.begin(id, { ...check, lastProbe: probe });
  await world.storage.siteCrawls.begin(null, now);
  const claim = { now, owner: 'test', leaseMs: 1_000, token: 'crawl' };
  for (let n = 0; n < 9; n += 1) {
    const claimed = await world.storage.siteCrawls.claim(claim);
    if (claimed?.site.id !== id) continue;
    const finding = {
      problem: 'no-notice',
      url: 'https://b.example/',
      text: '',
      page: 'https://a.example/',
      reason: null,
    } as const;
    await world.storage.siteCrawls.keep(id, 'crawl', { ...claimed.crawl, findings: [finding], endedAt: now });
    break;
  }
  await policyOf(id);
  await world.storage.siteDays.add([{ siteId: id, on: civilDateOf(now), probe }]);
  return id;
}

/** A policy in a column of a website, which nobody explains yet. */
async function policyOf(siteId: SiteId): Promise<void> {
  const site = await world.storage.sites.byId(siteId, null);
  const externalId = 'https://b.example/zcwj/';
  const column = { ...registration('portal', externalId, 'b'), name: '政策文件', siteKey: site?.key ?? '' };
  await world.services.accounts.registerAccounts([column]);
  const { account } = await world.account(externalId);
  const post = newPostOf('p', world.clock.now());
  const observed = { ...post.observed, title: '乙镇关于供水的通知' };
  await world.storage.posts.record(account, [{ ...post, observed }], world.clock.now());
}

/** A message to unit A. */
async function message(): Promise<string> {
  const one = {
    source: 'site-mailbox' as const,
    ...{ sourceId: '1', title: '路灯不亮', text: '某路路灯不亮。', authorName: null, link: null },
    ...{ receivedAt: '2026-09-18T10:00:00+08:00', unitId: world.unitA },
  } as const;
  const { lines } = await world.services.interactions.receive([one], principal('administrator', '1'));
  return lines[0]?.id ?? '';
}

/** An official list that has one account nobody has registered. */
async function officialList(): Promise<string> {
  const content = Buffer.from('主办单位,平台,账号名称\n甲局,微博,另一个账号\n').toString('base64');
  const body = { source: '省政府办公厅', listedOn: '2026-09-01', fileName: '名录.csv', content };
  const { id } = (await (await post('root', '/official-lists', body)).json()) as { readonly id: string };
  await world.services.officialLists.compareDue({ owner: 'test' });
  return id;
}

/** A plan of joining a head account that binds all units. */
async function onboardingPlan(): Promise<string> {
  const step = { levels: [], sectors: [], underIds: [], clause: '四' };
  const steps = {
    basic: { ...step, dueBy: '2026-12-31' as CivilDate },
    all: { ...step, dueBy: '2027-12-31' as CivilDate },
  };
  const plan = { title: '进驻', heads: [{ name: '云溪在线', platform: 'app' as const }], source: '四', withinId: null };
  const declared = { ...plan, steps, reason: '按市里要求' };
  return (await world.services.onboarding.declare(declared, principal('administrator', '1'))).id;
}

/** An own item of unit A for one of its accounts. */
async function ownPost(): Promise<string> {
  const writing = {
    ...{ title: '防汛提示', body: '请注意防汛。', summary: '', link: 'https://county.example/1', scheduledFor: null },
    ...{ pictures: [], attachments: [] },
    channels: [{ accountId: ids['a1'] as AccountId, title: null, text: null }],
  };
  // One that a person has to publish stands beside the manual tasks.
  const unitPath = [world.officeId, world.unitA];
  const copies = [handCopyOf({ accountId: ids['a1'] as AccountId })];
  const byHand = ownPostOf({ unitId: world.unitA, unitPath, channels: writing.channels, state: 'publishing', copies });
  await world.storage.ownPosts.insert(byHand, eventOf(`own-post:${byHand.id}`));
  return (await world.services.ownPosts.draft(world.unitA, writing, principal('administrator', '1'))).id;
}

/** Words that unit A uses as they are. */
async function ownWords(): Promise<void> {
  const words = { ruleId: 'territory', words: '福摩萨', lastOn: addCivilDays(civilDateOf(world.clock.now()), 30) };
  expect((await post('root', '/own-words', { unitId: world.unitA, ...words, reason: '展品名' })).status).toBe(201);
}

/** A file with a row and a fault. */
async function importedFile(): Promise<string> {
  const sheets = [
    sheetOf('单位', [
      ['单位名称', '层级'],
      ['甲局', '部门'],
      ['新局', ''],
    ]),
  ];
  const file = { fileName: '单位.xlsx', bytes: 1, sha256: 'a'.repeat(64), updates: false, sheets };
  return (await world.services.imports.handIn(file, principal('administrator', '1'))).id;
}

/** One that was carried out, and of which a unit stays because it was renamed since. */
async function importKept(): Promise<string> {
  const root = principal('administrator', '1');
  const head = ['单位名称', '上级单位', '层级'];
  const sheets = [sheetOf('单位', [head, ['丁局', '县政府办', '部门']])];
  const file = { fileName: '单位.xlsx', bytes: 1, sha256: 'a'.repeat(64), updates: false, sheets };
  const id = (await world.services.imports.handIn(file, root)).id as ImportId;
  await world.services.imports.applyImport(id, root);
  await world.services.imports.carryOut({ owner: 'test' });
  const unit = (await world.storage.units.list(null)).find(({ name }) => name === '丁局');
  if (unit === undefined) throw new Error('no unit');
  await world.services.accounts.changeUnitRecord(unit.id, { name: '丁中心', reason: '更名' }, root);
  return id;
}

test('every readable address answers what its schema says, from the store', async () => {
  const obligation = await obligationOf(world, 'a1');
  // Looks of an account that has an open case stay as they are.
  await lookedAt(world.storage, [ids['a1'] as AccountId], { now: world.clock.now(), days: 32 });
  await steadyClock(world.storage, world.clock.now());
  await world.services.upkeep.removeExpired({ max: 100 });
  await world.services.accounts.changeUnitRecord(
    world.unitA,
    { creditCode: '91350100M000100Y43', reason: '补录' },
    principal('administrator', '1'),
  );
  const operator = (await world.storage.roles.list()).find(({ role }) => role === 'operator');
  const role = { role: 'operator', version: operator?.version ?? 1 } as const;
  const change = { actions: PERMISSIONS.operator.filter((one) => one !== 'training.control'), reason: '精简' };
  await world.services.people.setRole(role, change, principal('administrator', '1'));
  await relayAll();
  await rosterOfA();
  await ownWords();
  await world.services.filings.followFilings(100);
  const handover = await handedOver();
  const told = await toldAlert();
  const idsByPrefix: Readonly<Record<string, string>> = {
    '/accounts/:id/obligations': ids['a1'] ?? '',
    '/accounts/:id/look-days': ids['a1'] ?? '',
    '/people/:id': (await world.storage.people.byUsername('root'))?.id ?? '',
    '/handovers/:id': handover,
    '/alerts/:id': told,
    '/notify/channels/:id': (await world.storage.notifyChannels.list())[0]?.id ?? '',
    '/notify/messages/:id': (await world.storage.messages.list({}, { limit: 1, cursor: null })).items[0]?.id ?? '',
    '/subscriptions/:id': await subscription(),
    '/reviews/:id': await review(),
    '/submissions/:id': await submission(),
    '/duties/:id': await duty(),
    '/interactions/:id': await message(),
    ...(await unitFiles()),
    '/own-posts': await ownPost(),
    '/onboarding-plans': await onboardingPlan(),
    '/official-lists': await officialList(),
    '/rosters': await filledRoster(),
    '/digests/:id': await letters(told),
    '/imports/:id/undo': await importKept(),
    '/imports': await importedFile(),
    '/files': await uploaded(),
    '/accounts': ids['a2'] ?? '',
    '/units/:id': world.unitA,
    '/site-checks/:id': await visitedSite(),
    '/sites': (await world.account('b1')).account.siteId ?? '',
    '/mandates': obligation.mandateId,
    '/obligations': obligation.id,
    '/cases': (await theCase()).id,
    '/policies': obligation.policyId,
    '/credentials': ids['a1'] ?? '',
  };
  const empty: string[] = [];
  for (const route of ROUTES.filter(({ method, path }) => method === 'get' && path !== '/training')) {
    const prefix = Object.keys(idsByPrefix).find((start) => route.path.startsWith(start)) ?? '';
    const path = route.path.replace(':id', idsByPrefix[prefix] ?? '');
    const value = await read<object>('root', path);
    const parsed = route.answer?.safeParse(value);
    expect([path, parsed?.error?.issues ?? []]).toEqual([path, []]);
    if ('items' in value && (value.items as unknown[]).length === 0) empty.push(route.path);
  }
  expect(empty).toEqual([]);
});

test("lists hold one's own subtree, and a single thing outside it is not found", async () => {
  const names = async (as: string): Promise<string[]> =>
    (await read<ListView<{ name: string }>>(as, '/accounts')).items.map(({ name }) => name).sort();
  expect([await names('root'), await names('officer-a'), await names('officer-b')]).toEqual([
    ['政策文件', '账号a1', '账号a2', '账号b1'],
    ['账号a1', '账号a2'],
    ['政策文件', '账号b1'],
  ]);
  for (const part of ['', '/posts', '/looks', '/findings', '/obligations', '/cases']) {
    expect((await ask('officer-a', `/accounts/${ids['a2']}${part}`)).status).toBe(200);
    expect((await problemOf(await ask('officer-b', `/accounts/${ids['a2']}${part}`))).code).toBe('not-found');
  }
  expect((await problemOf(await ask('officer-b', `/cases/${(await theCase()).id}`))).code).toBe('not-found');
});

test('pages follow each other without a gap, and a cursor of nobody is refused', async () => {
  const all = (await read<ListView<AlertView>>('root', '/alerts?limit=200')).items.map(({ seq }) => seq);
  const paged: number[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: ListView<AlertView> = await read(
      'root',
      `/alerts?limit=2${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
    );
    paged.push(...page.items.map(({ seq }) => seq));
    cursor = page.nextCursor;
  }
  expect(paged).toEqual(all);
  expect(all.length).toBeGreaterThan(2);
  const broken = await ask('root', '/alerts?cursor=%7B%22%24gt%22%3A%22%22%7D');
  expect([broken.status, (await problemOf(broken)).code]).toEqual([400, 'invalid-input']);
});

test('search words are taken literally', async () => {
  expect((await read<ListView<object>>('root', `/accounts?q=${encodeURIComponent('.*')}`)).items).toEqual([]);
  expect((await read<ListView<object>>('root', `/accounts?q=${encodeURIComponent('账号a')}`)).items).toHaveLength(2);
});

test('the stream replays exactly what the list holds, goes on live, and proves itself to a unit', async () => {
  const before = (await read<ListView<AlertView>>('root', '/alerts?since=0&limit=200')).items;
  const office = listen('root', 0);
  const unitB = listen('officer-b', 0);
  await until(
    'replayed',
    () => office.alerts.length === before.length && office.beats.length > 0 && unitB.beats.length > 0,
  );
  expect(office.alerts.map(({ coversFrom: _from, v: _version, ...alert }) => alert)).toEqual(before);

  world.clock.pass(20 * MINUTE_MS);
  world.platform.publishByHand('a2', {
    title: '恢复更新',
    publishedAt: { precision: 'instant', at: world.clock.now(), original: world.clock.now().toISOString() },
  });
  await world.lookAtDue();
  await world.services.accounts.judgeDue(100);
  await relayAll();
  const last = (await read<{ seq: number }>('root', '/summary')).seq;
  expect(last).toBeGreaterThan(before.length);
  await until('live', () => office.alerts.length === last && unitB.beats.at(-1)?.seq === last);
  expect(numbers(office)).toEqual(between(0, last));
  expect([provesWhole(office, 0), provesWhole(unitB, 0)]).toEqual([last, last]);
  const ofB = (await read<ListView<AlertView>>('officer-b', '/alerts?limit=200')).items.map(({ seq }) => seq).reverse();
  expect(numbers(unitB)).toEqual(ofB);
  expect(ofB.length).toBeLessThan(last);
});

test('people act within their role, and the ledger has it', async () => {
  const alerts = (await read<ListView<AlertView>>('officer-a', '/alerts')).items;
  // What lies in other units as well is for somebody above to say that they know.
  const alert = alerts.find(({ kind }) => kind === 'mandate-progress');
  expect((await problemOf(await post('officer-a', `/alerts/${alert?.id}/ack`))).code).toBe('conflict');
  expect(await (await post('duty', `/alerts/${alert?.id}/ack`)).json()).toEqual({ result: 'acknowledged' });
  expect(await (await post('duty', `/alerts/${alert?.id}/ack`)).json()).toEqual({ result: 'already' });
  expect((await post('officer-a', `/accounts/${ids['a1']}/collect`)).status).toBe(202);
  const outside = await post('officer-b', `/accounts/${ids['a1']}/collect`);
  expect(['not-found', 'out-of-scope']).toContain((await problemOf(outside)).code);
  const obligation = await obligationOf(world, 'b1');
  expect((await post('officer-b', `/obligations/${obligation.id}/exempt`, { reason: '不涉及' })).status).toBe(403);
  const exempted = await post('duty', `/obligations/${obligation.id}/exempt`, { reason: '不涉及本镇' });
  expect([exempted.status, await exempted.json()]).toEqual([200, expect.objectContaining({ state: 'not-applicable' })]);
  await relayAll();
  const ledger = await read<ListView<{ subject: string; to: string; actor: string }>>('root', '/ledger?limit=200');
  const entry = ledger.items.find(
    ({ subject, to }) => subject === `obligation:${obligation.id}` && to === 'not-applicable',
  );
  expect(entry?.actor).toContain(`person:`);
});

test('a machine reads by its token, and a name is locked after too many wrong passwords', async () => {
  expect((await ask(null, '/me', { headers: { authorization: `Bearer ${BOOTSTRAP_TOKEN}` } })).status).toBe(200);
  for (let attempt = 0; attempt < 4; attempt += 1)
    expect((await post(null, '/sign-in', { username: 'officer-a', password: 'guess' })).status).toBe(401);
  for (const password of ['guess', PASSWORD]) {
    const response = await post(null, '/sign-in', { username: 'officer-a', password });
    expect([response.status, (await problemOf(response)).code]).toEqual([429, 'locked-out']);
  }
});

test('signing out cuts the stream of that session at the next heartbeat', async () => {
  const listener = listen('duty');
  await until('live', () => listener.beats.length > 0);
  expect((await post('duty', '/sign-out')).status).toBe(204);
  await until('cut', () => listener.ends.length === 1);
  expect((await ask('duty', '/me')).status).toBe(401);
});
