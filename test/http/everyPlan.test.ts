import { makeOpenApi } from '../../src/http/openapi/makeOpenApi';
import { ROUTES } from '../../src/http/routes';
import type { ListView } from '../../src/api/wire';
import { DAY_MS } from '../../src/domain/time/instant';
import { taskList } from '../../src/scheduler/tasks';
import { registration } from '../services/world';
import { messageOf } from '../storage/notify/notifySamples';
import { handCopyOf, ownPostOf } from '../storage/ownPosts/ownPostSamples';
import { policyOf } from '../storage/mandateSamples';
import { recordCommands, type Asked, type Plan } from '../storage/recordedPlans';
import { emergencyOf, meetingOf, surveyPlanOf } from '../storage/duties/unitFileSamples';
import { dutyOf } from '../storage/duties/dutySamples';
import { submissionOf } from '../storage/submissions/submissionSamples';
import { reviewOf } from '../storage/reviews/reviewSamples';
import { eventOf } from '../storage/samples';
import { useRealOffice } from './realOffice';

const commands = recordCommands();
const { world, ids, ask, post, read, relayAll } = useRealOffice();

/** What may be read from end to end, because it grows neither with time nor with accounts, or hardly. */
const SMALL: Readonly<Record<string, string>> = {
  settings: 'a few values',
  tasks: 'what the scheduler runs',
  'mandate-rules': 'what an office decided',
  'policy-sources': 'what an office reads',
  units: 'what the office consists of: all of them are shown',
  sites: 'some for each unit: those with a part in their name are looked for',
  liaisons: 'some for each unit',
  courses: 'some for each unit and year',
  'own-words': 'what units decided about single words',
  mandates: 'a few hundred a year; the newest stand first, and of those before nearly all are over',
};

/** Where a list is put in order after it was found, because there are few rows to be ordered. */
const SORTED: Readonly<Record<string, string>> = {
  '': 'named one by one: accounts with something improper open',
  'review-of-subject': 'the one review of a subject',
  'columns-of-site': 'the columns of one site',
  tails: 'with so rare a part in their name; where more have it they are read in order',
  'open-case': 'cases that are open',
  'open-finding': 'what is open against one account',
  'open-incident': 'disturbances that are open',
  'accounts-in-use-of-subtree': 'what is active below one unit, when somebody of it asks whom a mandate would bind',
  'accounts-of-subtree': 'what is active below one unit, when somebody of it asks whom a mandate would bind',
  'obligations-of-account': 'what one account owes',
  'obligations-of-site': 'what one site owes',
  'obligations-standing': 'what of one mandate was late',
  'fulfilments-by-look': 'nothing: one state and the group of another',
  'credentials-of-application': 'as long as fewer are of the platform than are looked at to find that out',
};

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly schema: { readonly enum?: readonly string[]; readonly type?: string; readonly minimum?: number };
}
interface Operation {
  readonly parameters: readonly Parameter[];
}
const { paths } = makeOpenApi(ROUTES, { version: '0' }) as {
  readonly paths: Readonly<Record<string, { readonly get?: Operation }>>;
};
const reads = Object.entries(paths).flatMap(([path, { get }]) =>
  get === undefined
    ? []
    : [{ path: path.replace('/api/v1', ''), query: get.parameters.filter((one) => one.in === 'query') }],
);

/** Everything a parameter can be; of what is free, one value. */
function valuesOf({ name, schema }: Parameter): readonly string[] {
  if (schema.enum !== undefined) return schema.enum;
  if (schema.type === 'boolean') return ['true', 'false'];
  if (schema.type === 'integer') return [String(schema.minimum ?? 1)];
  if (name === 'q') return ['账号'];
  const known: Readonly<Record<string, string | undefined>> = {
    unit: world.unitA,
    unitId: world.unitA,
    accountId: ids['a1'],
    month: '2026-09',
  };
  return [known[name] ?? 'f'.repeat(24)];
}

/** Without a filter, with each alone and each of its values, and with each pair of filters. */
function queriesOf(parameters: readonly Parameter[]): readonly string[] {
  const filters = parameters.filter(({ name }) => name !== 'limit' && name !== 'cursor');
  const page = filters.length < parameters.length ? ['limit=1'] : [];
  const alone = filters.flatMap((one) => valuesOf(one).map((value) => [`${one.name}=${encodeURIComponent(value)}`]));
  const first = filters.map((one) => `${one.name}=${encodeURIComponent(valuesOf(one)[0] ?? '')}`);
  const pairs = first.flatMap((one, at) => first.slice(at + 1).map((other) => [one, other]));
  return [[], ...alone, ...pairs].map((query) => [...query, ...page].join('&'));
}

/** Every read of the endpoint list, by somebody of the whole office and of a unit, each with its second page. */
async function readEverything(): Promise<void> {
  for (const as of ['root', 'officer-a'])
    for (const { path, query } of reads) {
      const [list = ''] = path.slice(1).split('/{id}');
      const of = path.includes('{id}') ? await idOf(as, list) : '';
      for (const filters of queriesOf(query)) {
        const url = `${path.replace('{id}', of)}?${filters}`;
        const response = await ask(as, url);
        if (!response.ok || !filters.includes('limit=')) continue;
        const { nextCursor } = (await response.json()) as ListView<unknown>;
        if (nextCursor !== null) await ask(as, `${url}&cursor=${encodeURIComponent(nextCursor)}`);
      }
    }
}

/** Lists that those of a unit do not see. */
const OF_THE_OFFICE: readonly string[] = [
  'subscriptions',
  'rosters',
  'digests',
  'imports',
  'handovers',
  'official-lists',
  'submission-awards',
  'notify/messages',
  'notify/channels',
];

async function idOf(as: string, kind: string): Promise<string> {
  if (kind === 'people' || kind === 'files') return 'f'.repeat(24);
  const by = OF_THE_OFFICE.includes(kind) ? 'root' : as;
  const { items } = await read<ListView<{ readonly id: string }>>(by, `/${kind}`);
  return items[0]?.id ?? 'f'.repeat(24);
}

/** One round of everything the scheduler runs. */
async function runEveryTask(): Promise<void> {
  const batch = { looks: 20, jobs: 20, sweep: 20 };
  for (const task of taskList(world.services, { batch, intakeEverySeconds: 60, owner: 'test' }))
    await task.run(new AbortController().signal);
}

let lists: readonly Asked[] = [];

beforeAll(async () => {
  // Of a few rows all are read sooner than a list of keys is looked up.
  for (let n = 0; n < 30; n += 1) await world.storage.policies.insert(policyOf(), eventOf(`account:${ids['a1']}`));
  const values = { url: 'https://city.example/alerts', signingSecret: '0123456789abcdef' };
  await post('root', '/subscriptions', { name: '市局平台', match: {}, values });
  await post('root', '/rosters', { name: '总值班', handoverMinute: 510, fallbackRole: 'operator' });
  for (let n = 0; n < 30; n += 1) await world.storage.reviews.open(reviewOf(), eventOf(`account:${ids['a1']}`));
  for (let n = 0; n < 30; n += 1)
    await world.storage.duties.insert(dutyOf({ month: `20${50 + n}-01` as never }), eventOf(`account:${ids['a1']}`));
  for (let n = 0; n < 30; n += 1) {
    const made = () => eventOf(`account:${ids['a1']}`);
    await world.storage.surveyPlans.insert(surveyPlanOf({ year: 2030 + n }), made());
    await world.storage.emergencies.insert(
      emergencyOf({ knownAt: new Date(world.clock.now().getTime() - n * DAY_MS) }),
      made(),
    );
    await world.storage.meetings.insert(meetingOf({ heldOn: `20${50 + n}-01-01` as never }), made());
  }
  for (let n = 0; n < 30; n += 1)
    await world.storage.submissions.insert(
      submissionOf({ month: `20${50 + n}-01` as never }),
      eventOf(`account:${ids['a1']}`),
    );
  for (let n = 0; n < 30; n += 1)
    await world.storage.ownPosts.insert(
      n % 2 === 0 ? ownPostOf() : ownPostOf({ copies: [handCopyOf()] }),
      eventOf(`account:${ids['a1']}`),
    );
  for (let n = 0; n < 30; n += 1)
    await world.storage.messages.insert(messageOf({ content: JSON.stringify({ data: {} }) }));
  commands.forget();
  await readEverything();
  lists = commands.asked();
  await world.services.accounts.registerAccounts([registration('weibo', 'a1'), registration('portal', 'new', 'b')]);
  await runEveryTask();
  world.clock.pass(40 * DAY_MS);
  await runEveryTask();
  await relayAll();
});

interface Fault {
  readonly fault: string;
  readonly collection: string;
  readonly command: string;
}

/** What is wrong with the way something is found; nothing where the collection does not grow. */
function faultOf({ collection, command }: Asked, { walks, indexes: [index] }: Plan): Fault | null {
  if (!walks || SMALL[collection] !== undefined) return null;
  const fault = index === undefined ? 'reads the whole collection' : `goes through the whole index ${index}`;
  return { fault, collection, command: JSON.stringify(command) };
}

async function faults(questions: readonly Asked[]): Promise<readonly Fault[]> {
  const found = await Promise.all(questions.map(async (asked) => faultOf(asked, await commands.planOf(asked.command))));
  return found.filter((fault) => fault !== null);
}

describe('what is asked of the store', () => {
  test('is recorded of every list and every task', () => {
    const asked = new Set(commands.asked().map(({ collection }) => collection));
    expect([...asked]).toEqual(
      expect.arrayContaining([
        'accounts',
        'posts',
        'looks',
        'findings',
        'cases',
        'policies',
        'mandates',
        'obligations',
      ]),
    );
    expect([...asked]).toEqual(
      expect.arrayContaining([
        'publish-jobs',
        'alerts',
        'alert-changes',
        'ledger',
        'credentials',
        'sites',
        'look-days',
      ]),
    );
  });

  test('reads no collection that grows from end to end, nor a whole index of it', async () => {
    expect(await faults(commands.asked())).toEqual([]);
  });

  test('counts which units have accounts on which platforms by the entries of an index alone', async () => {
    const counts = lists.filter(
      ({ collection, command }) =>
        collection === 'accounts' && /"\$unitId".*"\$platform"/.test(JSON.stringify(command)),
    );
    expect(counts).toHaveLength(2);
    for (const { command } of counts) {
      const { stages } = await commands.planOf(command);
      expect(stages.filter((stage) => /COUNT_SCAN|COVERED/.test(stage))).toHaveLength(1);
      expect(stages).not.toContain('FETCH');
    }
  });

  test('gives every list in its order by an index, unless few rows are put in order', async () => {
    const sorted = await Promise.all(
      lists.map(async ({ collection, command }) => {
        const { stages, indexes } = await commands.planOf(command);
        const isFew = SMALL[collection] !== undefined || SORTED[indexes.join()] !== undefined;
        return stages.includes('SORT') && !isFew ? [{ collection, indexes, command: JSON.stringify(command) }] : [];
      }),
    );
    expect(sorted.flat()).toEqual([]);
  });

  test.each<[string, Asked['command'], string]>([
    ['an index', { find: 'accounts', filter: { homeUrl: 'https://a.test' } }, 'reads the whole collection'],
    [
      'an index of what it filters by',
      { find: 'accounts', filter: { homeUrl: 'https://a.test' }, sort: { name: 1, _id: 1 } },
      'goes through the whole index accounts-by-name',
    ],
    [
      'any index, as a count',
      { aggregate: 'posts', pipeline: [{ $match: { url: 'a' } }], cursor: {} },
      'reads the whole collection',
    ],
    [
      'an index, as a write',
      { update: 'cases', updates: [{ q: { closeReason: 'a' }, u: { $set: { closeReason: 'b' } } }] },
      'reads the whole collection',
    ],
  ])('would be told of a question without %s', async (_what, command, fault) => {
    const collection = String(Object.values(command)[0]);
    expect(await faults([{ collection, command }])).toMatchObject([{ fault }]);
  });
});
