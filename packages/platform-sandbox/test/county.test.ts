import type { DayKind, Sandbox, SandboxBehaviour } from '../src';
import { describeWithData } from '../../../test/sharedData';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ANCHOR_AT, accountWith, closeAll, openSandbox, stillClock } from './testSandbox';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe('the invented county', () => {
  const clock = stillClock();
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await openSandbox(clock);
  });
  afterAll(closeAll);

  const ageOfLastPostMs = (behaviour: SandboxBehaviour): number[] =>
    sandbox.county.accounts
      .filter((account) => account.behaviour === behaviour)
      .map((account) => ANCHOR_AT.getTime() - (sandbox.control.publicPosts(account.key)[0]?.at.getTime() ?? 0));

  test('has 60 units under one county government and 150 accounts on three platforms', () => {
    const { units, accounts } = sandbox.county;
    expect(units).toHaveLength(60);
    expect(units.filter((unit) => unit.parentKey === null).map((unit) => unit.level)).toEqual(['county']);
    const count = (platform: string): number => accounts.filter((account) => account.platform === platform).length;
    expect([count('weibo'), count('wechat'), count('portal')]).toEqual([60, 50, 40]);
  });

  test('websites have three to eight columns each, of one unit, under one identifier', () => {
    const columns = sandbox.county.accounts.filter(({ platform }) => platform === 'portal');
    const sites = new Map<string, typeof columns>();
    for (const column of columns)
      sites.set(column.site?.key ?? '', [...(sites.get(column.site?.key ?? '') ?? []), column]);
    expect([...sites.values()].map((own) => own.length)).toEqual([6, 3, 5, 4, 8, 3, 5, 6]);
    for (const own of sites.values()) {
      expect(new Set(own.map(({ unitKey }) => unitKey)).size).toBe(1);
      expect(own[0]?.site?.identifierCode).toMatch(/^\d{10}$/);
      expect(new Set(own.map(({ name }) => name)).size).toBe(own.length);
    }
    expect(new Set(columns.map(({ externalId }) => externalId)).size).toBe(columns.length);
  });

  test('gives every unit and account a key of its own, and every account a unit that exists', () => {
    const { units, accounts } = sandbox.county;
    expect(new Set(units.map((unit) => unit.key)).size).toBe(units.length);
    expect(new Set(accounts.map((account) => account.key)).size).toBe(accounts.length);
    expect(new Set(accounts.map((account) => account.externalId)).size).toBe(accounts.length);
    const keys = new Set(units.map((unit) => unit.key));
    expect(accounts.filter((account) => !keys.has(account.unitKey))).toEqual([]);
  });

  test('has a dozen accounts in trouble, one that is indiscreet, one that was given up, and no more', () => {
    const troubled = sandbox.county.accounts.filter(
      ({ behaviour }) => behaviour !== 'lively' && behaviour !== 'ordinary',
    );
    expect(troubled).toHaveLength(14);
    expect(new Set(troubled.map((account) => account.behaviour)).size).toBe(13);
  });

  test('has accounts without a publishing interface on WeChat and among the portals', () => {
    expect(
      sandbox.county.accounts.filter((account) => account.platform === 'portal' && account.credential === null).length,
    ).toBeGreaterThan(8);
  });

  test.each([
    ['quiet-8d', 8],
    ['quiet-11d', 11],
    ['quiet-20d', 20],
    ['quiet-45d', 45],
    ['quiet-100d', 100],
  ] as const)('%s wrote its last post %i days and at most 15 hours before the anchor', (behaviour, days) => {
    const ages = ageOfLastPostMs(behaviour);
    expect(ages).toHaveLength(1);
    for (const age of ages) {
      expect(age).toBeGreaterThanOrEqual(days * DAY_MS);
      expect(age).toBeLessThanOrEqual(days * DAY_MS + 15 * HOUR_MS);
    }
  });

  test.each([1, 2, 3, 4, 5, 6])(
    'the accounts of 13 quiet days pass their 14th day 20 to 40 hours after the first start, by day (seed %i)',
    async (seed) => {
      const late = stillClock(new Date('2026-10-21T22:00:00+08:00'));
      const other = await openSandbox(late, { seed, size: { units: 20, accounts: 60 } });
      const quiet = other.county.accounts.filter((account) => account.behaviour === 'quiet-13d');
      expect(quiet).toHaveLength(2);
      for (const account of quiet) {
        const at = other.control.publicPosts(account.key)[0]?.at ?? new Date(0);
        const untilLimitMs = at.getTime() + 14 * DAY_MS - late.at.getTime();
        expect(untilLimitMs).toBeGreaterThanOrEqual(20 * HOUR_MS);
        expect(untilLimitMs).toBeLessThanOrEqual(40 * HOUR_MS);
        const hour = new Date(at.getTime() + 8 * HOUR_MS).getUTCHours();
        expect(hour).toBeGreaterThanOrEqual(7);
        expect(hour).toBeLessThan(22);
      }
    },
  );

  test('the slow account pauses for more than a week and less than two, and has posted within the last week', () => {
    const slow = accountWith(sandbox, (account) => account.behaviour === 'slow');
    const instants = sandbox.control.publicPosts(slow.key).map((post) => post.at.getTime());
    const gaps = instants.slice(0, -1).map((at, i) => at - (instants[i + 1] ?? 0));
    expect(gaps.length).toBeGreaterThan(2);
    expect(ANCHOR_AT.getTime() - (instants[0] ?? 0)).toBeLessThan(7 * DAY_MS);
    for (const gap of gaps) {
      expect(gap).toBeGreaterThan(7 * DAY_MS);
      expect(gap).toBeLessThan(14 * DAY_MS);
    }
  });

  test('no account that is well pauses for seven days, holidays included', () => {
    const well = sandbox.county.accounts.filter(({ behaviour }) => behaviour === 'lively' || behaviour === 'ordinary');
    const longest = well.map((account) => {
      const instants = [
        ANCHOR_AT.getTime(),
        ...sandbox.control.publicPosts(account.key).map((post) => post.at.getTime()),
      ];
      return Math.max(...instants.slice(1).map((at, i) => (instants[i] ?? 0) - at));
    });
    expect(Math.max(...longest)).toBeLessThan(7 * DAY_MS);
  });

  test('the history reaches back over a holiday and a make-up day, at least 45 days', () => {
    const back = ANCHOR_AT.getTime() - sandbox.county.historyFrom.getTime();
    expect(back).toBeGreaterThanOrEqual(45 * DAY_MS);
    expect(back).toBeLessThanOrEqual(121 * DAY_MS);
    const lively = accountWith(sandbox, (account) => account.behaviour === 'lively');
    const oldest = sandbox.control.publicPosts(lively.key).at(-1);
    expect((oldest?.at.getTime() ?? 0) - sandbox.county.historyFrom.getTime()).toBeLessThan(4 * DAY_MS);
  });

  test.each([
    ['nothing but weekdays and weekends', [], [], 120],
    ['a holiday without a make-up day', ['2026-10-05'], [], 120],
    ['a make-up day without a holiday', [], ['2026-10-10'], 120],
    ['both within 45 days', ['2026-10-05'], ['2026-10-10'], 45],
    ['a make-up day 60 days back', ['2026-10-05'], ['2026-08-22'], 60],
    ['a holiday 61 days back', ['2026-08-21'], ['2026-10-10'], 61],
  ] as const)('where the calendar shows %s the history is as long as it must be', async (_, off, makeUp, days) => {
    const kindOf = (date: string): DayKind => {
      if ((off as readonly string[]).includes(date)) return 'off';
      return (makeUp as readonly string[]).includes(date) ? 'work' : 'unknown';
    };
    const plain = await openSandbox(stillClock(), { offDays: kindOf, size: { units: 1, accounts: 1 } });
    expect(plain.county.historyFrom).toEqual(new Date(new Date('2026-10-21T00:00:00+08:00').getTime() - days * DAY_MS));
  });

  test('the same news stands in several accounts', () => {
    const carriers = new Map<string, number>();
    for (const account of sandbox.county.accounts) {
      for (const title of new Set(
        sandbox.control.publicPosts(account.key).map((post) => `${post.at.toISOString().slice(0, 10)} ${post.text}`),
      )) {
        carriers.set(title, (carriers.get(title) ?? 0) + 1);
      }
    }
    expect(Math.max(...carriers.values())).toBeGreaterThan(5);
  });

  test('no story leaves a slot unfilled', () => {
    const texts = sandbox.county.accounts.flatMap((account) =>
      sandbox.control.publicPosts(account.key).map((post) => post.title + post.text),
    );
    expect(texts.filter((text) => /[{}]|undefined|NaN/.test(text))).toEqual([]);
  });

  test('most accounts that are well have carried both policies of the last working days', () => {
    const [first, second] = sandbox.control.publicPolicies();
    const well = sandbox.county.accounts.filter(({ behaviour }) => behaviour === 'lively' || behaviour === 'ordinary');
    for (const policy of [first, second]) {
      const title = policy?.title ?? '';
      const carriers = well.filter((account) =>
        sandbox.control.publicPosts(account.key).some((post) => (post.title + post.text).includes(title)),
      );
      expect(carriers.length / well.length).toBeGreaterThan(0.75);
      expect(carriers.length).toBeLessThan(well.length);
    }
  });

  test('another seed gives another history, the same seed the same', async () => {
    const titles = async (seed: number): Promise<readonly string[]> => {
      const other = await openSandbox(stillClock(), { seed, size: { units: 3, accounts: 6 } });
      return other.county.accounts.flatMap((account) =>
        other.control.publicPosts(account.key).map((post) => `${post.at.toISOString()} ${post.title}`),
      );
    };
    const [one, again, two] = [await titles(1), await titles(1), await titles(2)];
    expect(again).toEqual(one);
    expect(two).not.toEqual(one);
  });

  test('posts go on appearing as the clock moves, and never before', async () => {
    const moving = stillClock();
    const small = await openSandbox(moving, { size: { units: 3, accounts: 6 } });
    const lively = accountWith(small, (account) => account.behaviour === 'lively');
    const before = small.control.publicPosts(lively.key);
    expect(before.filter((post) => post.at > moving.at)).toEqual([]);
    moving.moveBy(3 * DAY_MS);
    const after = small.control.publicPosts(lively.key);
    expect(after.length).toBeGreaterThan(before.length);
    expect(after.slice(after.length - before.length)).toEqual(before);
  });

  describeWithData('on the announced calendar', 'holidays/workdays_2015_2026.csv', (file) => {
    const kinds = new Map(
      readFileSync(path.resolve(file), 'utf8')
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => {
          const [date = '', , isWorkday] = line.split(',');
          return [date, isWorkday === '1' ? 'work' : 'off'] as const;
        }),
    );

    test('writes far less on days off than on working days', async () => {
      const real = await openSandbox(stillClock(), {
        offDays: (date) => kinds.get(date) ?? 'unknown',
        size: { units: 10, accounts: 30 },
      });
      const perDay = (kind: 'work' | 'off'): number => {
        const dates = real.county.accounts
          .flatMap((account) => real.control.publicPosts(account.key))
          .map((post) => new Date(post.at.getTime() + 8 * HOUR_MS).toISOString().slice(0, 10))
          .filter((date) => date > '2026-09-01' && kinds.get(date) === kind);
        return dates.length / new Set(dates).size;
      };
      expect(perDay('off')).toBeLessThan(perDay('work') / 1.5);
    });
  });
});
