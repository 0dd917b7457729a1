import type { AlertDraft } from '../../../src/domain/alerts/alert';
import type { NotifyChannelId, PersonId, RosterId, UnitId } from '../../../src/domain/ids';
import type { Principal } from '../../../src/domain/people/role';
import { CIVIL_OFFSET_MS } from '../../../src/domain/time/civil';
import { SECOND_MS, type CivilDate } from '../../../src/domain/time/instant';
import { createServices, type Services } from '../../../src/services/index';
import { closeBots, openBots, type Bots } from '../../notify/support/channelHarness';
import { addPerson, alertAbout, ANY } from '../notify/notifyWorld';
import { useWorld } from '../useWorld';
import { tell } from '../../storage/samples';

const world = useWorld({ office: 'kept' });
const beijing = (text: string): Date => new Date(`${text}+08:00`);
const civil = (at: Date): string =>
  new Date(at.getTime() + CIVIL_OFFSET_MS).toISOString().slice(5, 16).replace('T', ' ');
const administrator = (personId: PersonId): Principal => ({
  personId,
  name: '王敏',
  role: 'administrator',
  unitId: null,
  via: 'session',
});

/** What has arrived at the simulated robots, the earliest first: when, whom it calls, and what it is about. */
function arrived({ sandbox: { control } }: Bots, about: readonly string[]): readonly string[] {
  const subjectOf = (text: string): string => about.filter((one) => text.includes(one)).join('、');
  const mails = control.botMessages('mail').map(({ at, text }) => {
    const to = /^To: (.*)$/im.exec(text)?.[1] ?? '';
    const [, part = ''] = /base64\r\n\r\n([A-Za-z0-9+/=\r\n]+)/.exec(text) ?? [];
    return { at, to, text: part === '' ? text : Buffer.from(part, 'base64').toString('utf8') };
  });
  const applied = control.botMessages('wecomApp').map(({ at, body, text }) => {
    const { touser } = JSON.parse(body) as { touser: string };
    return { at, to: touser, text };
  });
  const grouped = control.botMessages('dingtalk').map(({ at, text }) => ({ at, to: '值班群', text }));
  return [...mails, ...applied, ...grouped]
    .sort((one, other) => one.at.getTime() - other.at.getTime())
    .map(({ at, to, text }) => `${civil(at)} ${to} ${text.includes('已解除') ? '已解除' : '升级'} ${subjectOf(text)}`);
}

/** The duty of the holiday changes hands at 8:30; nobody has that of the fourth. */
async function seedRoster(services: Services, by: Principal): Promise<RosterId> {
  const { storage } = world;
  const person = (name: string, mail: string): Promise<PersonId> =>
    addPerson(storage, { username: mail, name, role: 'viewer' }, { mail: `${mail}@county.example` });
  const [first, second] = [await person('赵值班', 'zhao'), await person('钱值班', 'qian')];
  const draft = { name: '总值班', unitId: null, handoverMinute: 510, disabled: false } as const;
  const roster = await services.oncall.addRoster({ ...draft, fallbackRole: 'administrator' }, by);
  const rosterId = roster.id as RosterId;
  for (const [date, personId] of [
    ['2026-10-02', first],
    ['2026-10-03', second],
  ] as const)
    await services.oncall.setDay(
      { rosterId, date: date as CivilDate, version: 0 },
      { personIds: [personId], leaderIds: [] },
      by,
    );
  return rosterId;
}

/** Unit officer → the unit above → the group → the head, in working time; at night whoever is on duty, then the head. */
async function seedOffice(services: Services, bots: Bots): Promise<Principal> {
  const { storage, unitA, officeId } = world;
  const { dingtalk, mail, wecomApp } = bots.sandbox.bots;
  const head = await addPerson(
    storage,
    { username: 'head', name: '主任', role: 'administrator' },
    { wecomUserId: wecomApp.userIds[0] ?? null, mail: 'head@county.example' },
  );
  await addPerson(
    storage,
    { username: 'officer', name: '甲局信息员', role: 'officer', unitId: unitA },
    { mail: 'officer@county.example' },
  );
  await addPerson(
    storage,
    { username: 'operator', name: '县府办联络员', role: 'operator', unitId: officeId },
    { mail: 'superior@county.example' },
  );
  const by = administrator(head);
  const channel = async (kind: 'dingtalk' | 'mail' | 'wecom-app', values: Record<string, string>) => {
    const draft = { name: kind, unitId: null, language: 'zh', fallbackId: null, disabled: false, values } as const;
    return (await services.notify.addChannel(kind, draft, by)).id as NotifyChannelId;
  };
  const group = await channel('dingtalk', { url: dingtalk.url, signingSecret: dingtalk.secret });
  const post = await channel('mail', {
    host: mail.host,
    port: String(mail.port),
    security: 'none',
    sender: 'matrix@county.example',
    to: 'office@county.example',
  });
  const { origin, corpId, agentId, secret, partyIds } = wecomApp;
  const app = await channel('wecom-app', { origin, corpId, agentId, secret, toParty: partyIds.join('|') });
  const unit = { kind: 'unit', role: null } as const;
  const toHead = { channelId: app, audience: { kind: 'people', personIds: [head] } } as const;
  const toGroup = { channelId: group, audience: { kind: 'group' } } as const;
  const ladder = { match: { ...ANY, leastSeverity: 'critical' }, disabled: false } as const;
  await services.oncall.addLadder(
    {
      ...ladder,
      name: '夜间也升级',
      position: 1,
      match: { ...ladder.match, kinds: ['account-improper'] },
      isNight: true,
      rungs: [
        { channelId: post, audience: { kind: 'duty', rosterId: await seedRoster(services, by) }, afterMinutes: 10 },
        { ...toHead, afterMinutes: 30 },
      ],
    },
    by,
  );
  await services.oncall.addLadder(
    {
      ...ladder,
      name: '逐级升级',
      position: 2,
      isNight: false,
      rungs: [
        { channelId: post, audience: { ...unit, levelsUp: 0 }, afterMinutes: 30 },
        { channelId: post, audience: { ...unit, levelsUp: 1 }, afterMinutes: 60 },
        { ...toGroup, afterMinutes: 120 },
        { ...toHead, afterMinutes: 240 },
      ],
    },
    by,
  );
  return by;
}

describe('the ladder walked under an injected clock over a holiday', () => {
  let bots: Bots;
  let services: Services;
  let by: Principal;
  beforeAll(async () => {
    bots = await openBots();
    services = createServices({ ...world.deps, notifiers: { kinds: ['dingtalk', 'mail', 'wecom-app'], of: bots.of } });
    by = await seedOffice(services, bots);
    await services.notify.announce(1);
    await services.oncall.beginClimbs(1);
  });
  afterAll(closeBots);

  const wanted: AlertDraft[] = [];
  const inUnitA = (about: string, given: Partial<AlertDraft> = {}): AlertDraft =>
    alertAbout(about, { unitId: world.unitA, unitPath: [world.officeId, world.unitA] as UnitId[], ...given });
  const say = async (): Promise<void> => {
    await tell(world.storage, 'office', { wanted: [...wanted], at: world.clock.now() });
  };
  const open = async (draft: AlertDraft): Promise<void> => {
    wanted.push(draft);
    await say();
  };
  const alertIdOf = async (about: string) => {
    const { items } = await world.storage.alerts.list({}, { limit: 50, cursor: null }, null);
    const found = items.find(({ subject }) => subject.label === about);
    if (found === undefined) throw new Error(`no alert about ${about}`);
    return found.id;
  };

  /** Everything that tells people runs until then, the clock moving on to whatever is next. */
  async function until(text: string): Promise<void> {
    const { clock, storage } = world;
    const run = { owner: 'holiday', max: 100, signal: new AbortController().signal };
    const endMs = beijing(text).getTime();
    while (clock.now().getTime() < endMs) {
      bots.clock.at = clock.now();
      await services.notify.announce(100);
      await services.oncall.beginClimbs(100);
      await services.oncall.climbDue(run);
      await services.notify.deliverDue(run);
      const { items } = await storage.alerts.list({}, { limit: 50, cursor: null }, null);
      const climbs = await storage.escalations.ofAlerts(items.map(({ id }) => id));
      const nexts = climbs.flatMap(({ nextAt }) => (nextAt === null ? [] : nextAt.getTime()));
      const { queued = 0 } = await storage.notifications.countByState(['queued']);
      const soonest = queued > 0 ? clock.now().getTime() + 15 * SECOND_MS : Math.min(endMs, ...nexts);
      clock.set(new Date(Math.min(endMs, Math.max(soonest, clock.now().getTime()))));
    }
  }

  test('everybody is told in their turn, once, when the calendar says so, and nobody after somebody acknowledged it', async () => {
    world.clock.set(beijing('2026-09-30T17:20:00'));
    await open(inUnitA('节前停更'));
    await until('2026-10-03T02:00:00');
    await open(inUnitA('假日夜间', { kind: 'account-improper' }));
    await until('2026-10-03T02:20:00');
    await services.alerts.acknowledge(await alertIdOf('假日夜间'), by);
    await until('2026-10-03T09:00:00');
    await open(inUnitA('假日白天', { kind: 'account-improper' }));
    await until('2026-10-03T09:15:00');
    await services.alerts.acknowledge(await alertIdOf('假日白天'), by);
    await until('2026-10-04T23:00:00');
    await open(inUnitA('无人应答', { kind: 'account-improper' }));
    await until('2026-10-09T17:40:00');
    await open(inUnitA('补班前停更'));
    await until('2026-10-10T09:15:00');
    await services.alerts.acknowledge(await alertIdOf('补班前停更'), by);
    await until('2026-10-10T17:30:00');
    await open(inUnitA('补班日停更'));
    await until('2026-10-11T10:00:00');
    wanted.pop();
    await say();
    await until('2026-10-13T18:00:00');
    const [head = ''] = bots.sandbox.bots.wecomApp.userIds;
    expect(arrived(bots, ['节前停更', '假日夜间', '假日白天', '无人应答', '补班前停更', '补班日停更'])).toEqual([
      '09-30 17:50 officer@county.example 升级 节前停更',
      '10-03 02:10 zhao@county.example 升级 假日夜间',
      '10-03 09:10 qian@county.example 升级 假日白天',
      // Nobody has the duty: told to those who stand in for it, which is the head, who is told again by the next rung.
      '10-04 23:10 head@county.example 升级 无人应答',
      `10-04 23:30 ${head} 升级 无人应答`,
      '10-08 08:50 superior@county.example 升级 节前停更',
      '10-08 09:50 值班群 升级 节前停更',
      `10-08 11:50 ${head} 升级 节前停更`,
      '10-10 08:40 officer@county.example 升级 补班前停更',
      '10-10 09:10 superior@county.example 升级 补班前停更',
      '10-10 18:00 officer@county.example 升级 补班日停更',
      '10-11 10:00 officer@county.example 已解除 补班日停更',
    ]);
  });

  test('and every step is a line of the ledger, which is whole', async () => {
    const { storage } = world;
    while ((await storage.outbox.relay(500)) > 0);
    const steps = async (about: string): Promise<string> => {
      const page = { limit: 50, cursor: null };
      const { items } = await storage.ledger.ofSubject(`alert:${await alertIdOf(about)}`, page);
      const climbed = items.filter(({ kind }) => kind === 'alert-escalated').reverse();
      return climbed.map(({ to, occurredAt }) => `${to} ${civil(occurredAt)}`).join();
    };
    expect(await steps('节前停更')).toBe('rung-1 09-30 17:50,rung-2 10-08 08:50,rung-3 10-08 09:50,rung-4 10-08 11:50');
    expect(await steps('补班前停更')).toBe('rung-1 10-10 08:40,rung-2 10-10 09:10');
    expect(await steps('假日夜间')).toBe('rung-1 10-03 02:10');
    expect(await storage.ledger.verify()).toMatchObject({ brokenAtSeq: null });
    const shown = await services.oncall.escalations(await alertIdOf('节前停更'), by);
    expect(shown.map(({ state, rungs }) => [state, rungs.map(({ told }) => told)])).toEqual([['at-top', [1, 1, 1, 1]]]);
  });
});
