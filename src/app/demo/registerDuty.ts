import type { Sandbox } from '@gov-matrix/platform-sandbox';
import type { PersonId, RosterId, SubscriptionId, UnitId } from '../../domain/ids';
import { addCivilDays, civilDateOf, startOfCivilDate, weekdayOf } from '../../domain/time/civil';
import { HOUR_MS, type CivilDate, type Instant } from '../../domain/time/instant';
import type { Services } from '../../services/index';
import { ANY, DEMO, type DemoChannels } from './registerNotify';

type Parts = Pick<Services, 'people' | 'oncall' | 'letters' | 'webhooks' | 'notify'>;

/** They read in the simulated 企业微信, whose user ids these are. */
const STAFF = [
  { username: 'demo-zhang', name: '张伟', role: 'officer', wecomUserId: 'zhangwei' },
  { username: 'demo-wang', name: '王芳', role: 'operator', wecomUserId: 'wangfang' },
  { username: 'demo-li', name: '李娜', role: 'operator', wecomUserId: 'li.na' },
] as const;
/** An item has three stages and a secrecy review, each taken by somebody else: with the administrator there are enough. */
const LEADERS = [
  { username: 'demo-chen', name: '陈静' },
  { username: 'demo-zhou', name: '周强' },
] as const;

const DAYS = 14;
/** The Saturday of next week: nobody has it yet. */
const HOLE = 12;
const HANDOVER_MINUTE = 510;
const MORNING_MINUTE = 510;
const EVENING_MINUTE = 1020;
const ROSTER = '全县值班';
const LADDER = '紧急告警逐级上报';
const MAINTENANCE = '微信公众平台夜间维护（演示）';
const SUBSCRIPTION = '市级平台（模拟）';

/**
 * Who is on duty in the demo and who is told next, its digests, a receiver of its alerts and a maintenance window to
 * come; everything as an administrator would set it up on the pages. Once, with the channels, each thing that is not
 * stored yet: a start that was killed is gone on with. The receiver has another address at every start, which is stored.
 */
export async function registerDuty(
  services: Parts,
  { bots, county }: Pick<Sandbox, 'bots' | 'county'>,
  { channels, unitIds }: { readonly channels: DemoChannels | null; readonly unitIds: ReadonlyMap<string, UnitId> },
): Promise<void> {
  const isThere = await moveReceiver(services, bots);
  if (channels === null) return;
  const today = civilDateOf(county.anchorAt);
  const people = await registerStaff(services);
  await registerOfficers(services, county, unitIds);
  const rosterId = await registerRoster(services, people, today);
  await registerLadder(services, channels, rosterId);
  await registerDigests(services, channels);
  const { url, signingSecret } = bots.receiver;
  const subscription = { name: SUBSCRIPTION, unitId: null, match: ANY, disabled: false };
  if (!isThere) await services.webhooks.subscribe({ ...subscription, values: { url, signingSecret } }, DEMO);
  await registerMaintenance(services, today);
}

/** False: nobody subscribes to anything for the receiver. */
async function moveReceiver({ webhooks }: Parts, { receiver }: Sandbox['bots']): Promise<boolean> {
  const known = (await webhooks.subscriptions(DEMO)).find(({ name }) => name === SUBSCRIPTION);
  if (known === undefined) return false;
  const { id, version, name, unitId, match, disabled } = known;
  const { url, signingSecret } = receiver;
  const draft = { name, unitId: unitId as UnitId | null, match: match as typeof ANY, disabled };
  const of = { id: id as SubscriptionId, version };
  await webhooks.changeSubscription(of, { ...draft, values: { url, signingSecret } }, DEMO);
  return true;
}

async function registerStaff({ people }: Parts): Promise<readonly PersonId[]> {
  const ids: PersonId[] = [];
  for (const { username, name, role, wecomUserId } of STAFF) {
    const { id: given } = await people.register({ username, name, role, unitId: null, password: null }, 'system');
    const id = given as PersonId;
    await people.setAddresses(
      id,
      { mail: `${wecomUserId}@county.example`, mobile: null, wecomUserId, feishuOpenId: null },
      DEMO,
    );
    ids.push(id);
  }
  for (const leader of LEADERS)
    await people.register({ ...leader, role: 'administrator', unitId: null, password: null }, 'system');
  return ids;
}

/** Somebody in each unit who can be reminded, by the simulated mail server. */
async function registerOfficers(
  { people }: Parts,
  { units }: Sandbox['county'],
  unitIds: ReadonlyMap<string, UnitId>,
): Promise<void> {
  for (const { key, name, parentKey } of units) {
    const unitId = unitIds.get(key);
    if (parentKey === null || unitId === undefined) continue;
    const officer = {
      username: `demo-${key}`,
      name: `${name}联络员`,
      role: 'officer',
      unitId,
      password: null,
    } as const;
    const { id } = await people.register(officer, 'system');
    const addresses = { mail: `${key}@county.example`, mobile: null, wecomUserId: null, feishuOpenId: null };
    await people.setAddresses(id as PersonId, addresses, DEMO);
  }
}

/** This week and next, by turns, and the Sunday before: until the handover on Monday the duty is still theirs. */
async function registerRoster({ oncall }: Parts, people: readonly PersonId[], today: CivilDate): Promise<RosterId> {
  const draft = {
    ...{ name: ROSTER, unitId: null, disabled: false },
    handoverMinute: HANDOVER_MINUTE,
    fallbackRole: 'administrator',
  } as const;
  const known = (await oncall.rosters(DEMO)).find(({ name }) => name === ROSTER);
  const rosterId = (known ?? (await oncall.addRoster(draft, DEMO))).id as RosterId;
  const monday = addCivilDays(today, 1 - weekdayOf(today));
  const span = { from: addCivilDays(monday, -1), to: addCivilDays(monday, DAYS - 1) };
  const filled = new Set(
    (await oncall.dutyDays(rosterId, span, DEMO)).flatMap(({ date, version }) => (version === 0 ? [] : [date])),
  );
  for (let day = -1; day < DAYS; day += 1) {
    if (day === HOLE) continue;
    const turn = (nth: number): PersonId[] => people.slice((nth + 1) % people.length).slice(0, 1);
    const date = addCivilDays(monday, day);
    if (filled.has(date)) continue;
    const of = { rosterId, date, version: 0 };
    await oncall.setDay(of, { personIds: turn(day), leaderIds: turn(day + 1) }, DEMO);
  }
  return rosterId;
}

async function registerLadder({ oncall }: Parts, channels: DemoChannels, rosterId: RosterId): Promise<void> {
  const { personal, onDuty } = channels;
  if ((await oncall.ladders(DEMO)).some(({ name }) => name === LADDER)) return;
  await oncall.addLadder(
    {
      ...{ name: LADDER, position: 1, isNight: false, disabled: false },
      match: { ...ANY, leastSeverity: 'critical' },
      rungs: [
        { afterMinutes: 30, channelId: personal, audience: { kind: 'duty', rosterId } },
        { afterMinutes: 120, channelId: personal, audience: { kind: 'duty-leader', rosterId } },
        { afterMinutes: 240, channelId: onDuty, audience: { kind: 'group' } },
      ],
    },
    DEMO,
  );
}

async function registerDigests({ letters }: Parts, { office }: DemoChannels): Promise<void> {
  const known = new Set((await letters.digests(DEMO)).map(({ name }) => name));
  for (const [kind, name, atMinute] of [
    ['morning', '晨间提要', MORNING_MINUTE],
    ['evening', '晚间未办结', EVENING_MINUTE],
  ] as const) {
    if (known.has(name)) continue;
    await letters.addDigest(
      { kind, name, atMinute, channelId: office, audience: { kind: 'group' }, unitId: null, disabled: false },
      DEMO,
    );
  }
}

/** Tomorrow night, so that it is seen coming. */
async function registerMaintenance({ notify }: Parts, today: CivilDate): Promise<void> {
  if ((await notify.silences(DEMO)).some(({ reason }) => reason === MAINTENANCE)) return;
  const at = (hour: number): Instant => new Date(startOfCivilDate(addCivilDays(today, 1)).getTime() + hour * HOUR_MS);
  await notify.silence(
    {
      kind: 'maintenance',
      match: { ...ANY, platform: 'wechat' },
      reason: MAINTENANCE,
      startsAt: at(22),
      endsAt: at(24),
    },
    DEMO,
  );
}
