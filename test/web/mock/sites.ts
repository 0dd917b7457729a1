import type { AccountView } from '../../../src/api/accounts';
import type { SiteChangeView, SiteDetailView, SiteView } from '../../../src/api/sites';
import { mockId } from './instants';
import { NOT_FOUND, ok, page, type Query, type Reply } from './replies';
import { UNIT_NAMES } from './units';
import type { MockWorld } from './world';

export const SITE = mockId('d', 1);
/** What was chosen of the site since the mock began. */
interface Chosen {
  name: string;
  repostColumnId: string | null;
  filing: SiteDetailView['filing'];
  closing: SiteDetailView['closing'];
}

const FILED: SiteDetailView['filing'] = {
  ...{ icpNumber: '浙ICP备12345678号', policeNumber: null, plan: 'migrate', planBasis: '通政办发〔2015〕3号' },
  ...{ planBy: '2026-09-01', planDoneOn: null, planState: 'overdue' },
};

/** One website: the first portal columns, the second of which is stopped and the third not to be published to. */
function createMockSites(): {
  list(world: MockWorld, query: Query): Reply;
  one(world: MockWorld, id: string): Reply;
  change(world: MockWorld, id: string, act: string | undefined, body: Readonly<Record<string, unknown>>): Reply;
} {
  const chosen: Chosen = { name: '云溪县人民政府网站', repostColumnId: null, filing: FILED, closing: null };
  const columnsOf = (world: MockWorld): readonly AccountView[] =>
    world.accounts
      .filter(({ platform }) => platform === 'portal')
      .slice(0, 3)
      .map((column, index) => ({ ...column, siteId: SITE, status: index === 1 ? 'stopped' : 'active' }));
  const siteOf = (world: MockWorld): SiteDetailView => {
    const columns = columnsOf(world);
    const [first] = columns;
    const column = columns.find(({ id }) => id === chosen.repostColumnId) ?? first;
    const columnsByVerdict: Record<string, number> = {};
    for (const { verdict } of columns)
      columnsByVerdict[verdict?.kind ?? 'unjudged'] = (columnsByVerdict[verdict?.kind ?? 'unjudged'] ?? 0) + 1;
    return {
      id: SITE,
      key: 'yunxi',
      name: chosen.name,
      unitId: mockId('b', 1),
      unitName: UNIT_NAMES[0],
      homeUrl: 'https://www.yunxi.example.gov.cn/',
      identifierCode: '9903210002',
      repostColumn: {
        accountId: column?.id ?? null,
        name: column?.name ?? null,
        reason: chosen.repostColumnId === null ? 'not-named' : 'named',
      },
      columnsByStatus: { applied: 0, approved: 0, filed: 0, active: 2, stopped: 1, cancelled: 0, revived: 0 },
      columnsByVerdict,
      filing: chosen.filing,
      closing: chosen.closing,
      openReposts: 3,
      columns,
      publishable: columns.slice(0, 2).map(({ id }) => id),
      acts: chosen.closing === null ? ['announce-closing'] : ['call-off-closing', 'close'],
      mayMove: true,
    };
  };
  return {
    list: (world, query) => {
      const { columns: _columns, publishable: _publishable, acts: _acts, mayMove: _mayMove, ...site } = siteOf(world);
      const found = (query['q'] === undefined || site.name.includes(query['q'])) && query['unit'] !== mockId('b', 2);
      return page<SiteView>(found ? [site] : [], query);
    },
    one: (world, id) => (id === SITE ? ok(siteOf(world)) : NOT_FOUND),
    change: (world, id, act, body) => {
      if (id === '') return { status: 201, body: siteOf(world) };
      if (id !== SITE) return NOT_FOUND;
      const before = siteOf(world);
      const asked = body['repostColumnId'] as string | null | undefined;
      if (act === 'change-preview') {
        const to = before.columns.find((column) => column.id === asked);
        return ok({
          name: before.name,
          from: { accountId: before.repostColumn.accountId, name: before.repostColumn.name },
          to: { accountId: to?.id ?? null, name: to?.name ?? null, reason: 'named' },
          becomesManual: asked !== null && asked !== undefined && !before.publishable.includes(asked),
          moves: 2,
          stays: 1,
          byHand: 0,
        } satisfies SiteChangeView);
      }
      if (act === 'status')
        chosen.closing = {
          ...{ state: 'announced', noticeUrl: String(body['noticeUrl']), announcedOn: String(body['announcedOn']) },
          ...{ closableFrom: '2026-10-31', successorId: null, successorName: null, closedOn: null },
          ...{ successorUrl: String(body['successorUrl']), openableFrom: null },
        };
      if (typeof body['name'] === 'string') chosen.name = body['name'];
      if (asked !== undefined) chosen.repostColumnId = asked;
      if (body['filing'] !== undefined) chosen.filing = { ...chosen.filing, ...(body['filing'] as object) };
      return ok(siteOf(world));
    },
  };
}

export const mockSites = createMockSites();
