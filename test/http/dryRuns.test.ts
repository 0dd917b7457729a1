import type { DutyDryRunView, RouteDryRunView, SilenceDryRunView } from '../../src/api/dryRuns';
import { problemOf } from './serve';
import { useRealOffice } from './realOffice';

/** Dry runs over real HTTP: what the whole office sets up is tried by the whole office alone. */
const { world, ask, post, read } = useRealOffice();

const values = { url: 'https://robots.example/send' };
const made = { channel: '', roster: '', alert: '', kind: '' };
beforeAll(async () => {
  const add = async (path: string, body: object): Promise<string> => {
    const response = await post('root', path, body);
    expect([path, response.status]).toEqual([path, 201]);
    return ((await response.json()) as { readonly id: string }).id;
  };
  made.channel = await add('/notify/channels', { kind: 'dingtalk', name: '值班群', values });
  made.roster = await add('/rosters', { name: '总值班', handoverMinute: 510, fallbackRole: 'administrator' });
  const [alert] = (await read<{ items: { id: string; kind: string }[] }>('root', '/alerts')).items;
  made.alert = alert?.id ?? '';
  made.kind = alert?.kind ?? '';
});
const draft = () => ({
  ...{ name: '一律', position: 1, match: {}, channelId: made.channel, audience: { kind: 'group' } },
  ...{ waits: 'never', tellsResolved: false, isLast: false },
});

test('the whole office is answered, of an alert, of days, of a silence and of a roster', async () => {
  const route = async (about: object): Promise<RouteDryRunView> => {
    const response = await post('root', '/notify/routes/dry-run', { draft: draft(), about });
    expect(response.status).toBe(200);
    return (await response.json()) as RouteDryRunView;
  };
  expect(await route({ alertId: made.alert })).toMatchObject({
    looked: 1,
    changed: 1,
    alerts: [{ tellings: [{ change: 'new', before: null, after: { outcome: 'told', recipient: '值班群' } }] }],
  });
  expect((await route({ days: 30 })).recipients).toMatchObject([{ recipient: '值班群', before: 0 }]);
  const silence = await post('root', '/silences/dry-run', {
    match: { kinds: [made.kind], alertIds: [made.alert] },
  });
  const hidden = (await silence.json()) as SilenceDryRunView;
  expect(hidden.alerts.map(({ id }) => id)).toEqual([made.alert]);
  const at = encodeURIComponent(world.clock.now().toISOString());
  const duty = await read<DutyDryRunView>('root', `/rosters/${made.roster}/on-duty?at=${at}`);
  expect(duty).toMatchObject({ hole: 'not-filled', aheadDays: 30 });
});

test.each(['duty', 'officer-a', 'officer-b', 'chief-b', null])('%s is not', async (who) => {
  const responses = [
    await post(who, '/notify/routes/dry-run', { draft: draft(), about: { alertId: made.alert } }),
    await post(who, '/silences/dry-run', { match: {} }),
    await ask(who, `/rosters/${made.roster}/on-duty`),
    await ask(who, `/notify/messages/${'f'.repeat(24)}`),
  ];
  // Operators of the whole office set silences, and nothing else of it.
  const expected = who === null ? [401, 401, 401, 401] : who === 'duty' ? [403, 200, 403, 403] : [403, 403, 403, 403];
  expect(responses.map(({ status }) => status)).toEqual(expected);
});

test.each<[string, string, object, string]>([
  ['no day', '/notify/routes/dry-run', { about: { days: 0 } }, 'about'],
  ['more days than a month', '/notify/routes/dry-run', { about: { days: 31 } }, 'about'],
  ['no alert of that id', '/notify/routes/dry-run', { about: { alertId: 'f'.repeat(24) } }, 'alertId'],
  ['no alert at all', '/silences/dry-run', { match: { alertIds: [] } }, 'match.alertIds'],
  ['no unit of that id', '/silences/dry-run', { match: { unitId: 'f'.repeat(24) } }, 'match.unitId'],
])('%s is refused by the name of its field, with a remedy', async (_what, path, body, field) => {
  const problem = await problemOf(
    await post('root', path, path.startsWith('/notify') ? { draft: draft(), ...body } : body),
  );
  expect([problem.field?.startsWith(field), (problem.remedy ?? '') === '']).toEqual([true, false]);
});

test('an instant that is none is refused', async () => {
  const problem = await problemOf(await ask('root', `/rosters/${made.roster}/on-duty?at=gestern`));
  expect([problem.code, problem.field]).toEqual(['invalid-input', 'at']);
});
