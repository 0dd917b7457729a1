import type { SiteId } from '../../../src/domain/ids';
import type { PageLink } from '../../../src/domain/siteChecks/crawl';
import { DAY_MS, MINUTE_MS } from '../../../src/domain/time/instant';
import { createServices, type Services } from '../../../src/services/index';
import { createDyingProcess } from '../dyingProcess';
import { useWorld } from '../useWorld';
import { principal } from '../world';
import { createTestNet, type TestNet } from './testNet';

const world = useWorld();
const OFFICE = principal('operator', '9');
const HOME = 'https://a.gov.test/';
let net: TestNet;
let services: Services;
let site: SiteId;
beforeEach(async () => {
  net = createTestNet();
  services = createServices({ ...world.deps, siteVisitor: net.visitor });
  world.clock.set(new Date('2026-09-19T01:30:00+08:00'));
  const [one] = await services.accounts.registerSites([
    { key: 'a', unitKey: 'a', name: '甲局网站', homeUrl: HOME, identifierCode: null },
  ]);
  if (one === undefined) throw new Error('no site');
  site = one.id;
  // Its checks have begun.
  await services.siteChecks.visitDue({ owner: 'test', max: 5, signal: new AbortController().signal });
  net.visited.splice(0);
});
const link = (url: string): PageLink => ({ url, text: '链接', isHidden: false, hasNotice: false });
const crawl = (by: Services = services) =>
  by.siteChecks.crawlDue({ owner: 'test', signal: new AbortController().signal });
const found = async () =>
  (await services.siteChecks.links(site, OFFICE)).items.map(({ problem, url, page }) => [problem, url, page]);
/** A site of so many pages, each linking to the next. */
const chain = (pages: number) => (url: string) => {
  const n = url === HOME ? 0 : Number(/p(\d+)/.exec(url)?.[1]);
  return n < pages
    ? [link(`${HOME}${'abcdefghijklmnopqrstuvwxyz'[n % 26] ?? ''}/p${n + 1}.html`), link('https://shop.example/')]
    : [];
};

test('is gone through at night alone, and again after a week', async () => {
  net.links = (url) => (url === HOME ? [link(`${HOME}gone.html`)] : []);
  net.faults.set(`${HOME}gone.html`, 'http-error');
  world.clock.set(new Date('2026-09-19T09:00:00+08:00'));
  expect(await crawl()).toEqual({});
  world.clock.set(new Date('2026-09-20T01:30:00+08:00'));
  await crawl();
  expect(await found()).toEqual([['dead-inside', `${HOME}gone.html`, HOME]]);
  world.clock.pass(DAY_MS);
  expect(await crawl()).toEqual({});
  net.faults.clear();
  world.clock.pass(7 * DAY_MS);
  await crawl();
  expect(await found()).toEqual([]);
});

test('whose home page does not answer keeps what is known of its links, and is gone to again the next night', async () => {
  net.links = (url) => (url === HOME ? [link(`${HOME}gone.html`)] : []);
  net.faults.set(`${HOME}gone.html`, 'http-error');
  await crawl();
  const known = [['dead-inside', `${HOME}gone.html`, HOME]];
  expect(await found()).toEqual(known);
  net.faults.set(HOME, 'no-answer');
  world.clock.pass(7 * DAY_MS);
  await crawl();
  expect(await found()).toEqual(known);
  net.faults.clear();
  expect(await crawl()).toEqual({});
  world.clock.pass(DAY_MS);
  await crawl();
  expect(await found()).toEqual([]);
});

test('where our own line is down nothing is told, and it is gone through anew', async () => {
  net.links = (url) => (url === HOME ? [link(`${HOME}a.html`)] : []);
  net.faults.set(`${HOME}a.html`, 'no-answer');
  net.controlsAnswer = false;
  await crawl();
  expect(await found()).toEqual([]);
  net.faults.clear();
  net.controlsAnswer = true;
  world.clock.pass(11 * MINUTE_MS);
  await crawl();
  expect(await found()).toEqual([]);
  expect(net.visited.filter((url) => url === `${HOME}a.html`)).toHaveLength(2);
});

test('what robots.txt forbids is not read', async () => {
  net.robots = 'User-agent: *\nDisallow: /inner/';
  net.links = (url) => (url === HOME ? [link(`${HOME}inner/a.html`), link(`${HOME}b.html`)] : []);
  await crawl();
  expect(net.visited).toEqual([HOME, `${HOME}b.html`]);
});

test('killed at any call and gone on with, it ends with what an undisturbed one finds', async () => {
  net.links = chain(3);
  await crawl();
  const expected = await found();
  expect(expected).toEqual([['no-notice', 'https://shop.example/', HOME]]);
  for (let atCall = 1; ; atCall += 1) {
    world.clock.pass(8 * DAY_MS);
    const dying = createDyingProcess(world.storage, { atCall, takesEffect: atCall % 2 === 0 });
    await crawl(createServices({ ...world.deps, storage: dying.storage, siteVisitor: net.visitor })).catch(() => null);
    world.clock.pass(11 * MINUTE_MS);
    await crawl();
    expect([atCall, await found()]).toEqual([atCall, expected]);
    if (!dying.isDead()) {
      expect(atCall).toBeGreaterThan(3);
      return;
    }
  }
});

test('who lost the lease in the middle writes nothing over what the other one found', async () => {
  net.links = (url) => (url === HOME ? [link(`${HOME}a.html`)] : []);
  const otherNet = createTestNet();
  otherNet.links = (url) => (url === HOME ? [link(`${HOME}gone.html`)] : []);
  otherNet.faults.set(`${HOME}gone.html`, 'http-error');
  const other = createServices({ ...world.deps, siteVisitor: otherNet.visitor });
  let isFirst = true;
  const slow = createServices({
    ...world.deps,
    siteVisitor: {
      ...net.visitor,
      readLinks: async (...asked) => {
        if (isFirst) {
          isFirst = false;
          world.clock.pass(11 * MINUTE_MS);
          await crawl(other);
        }
        return net.visitor.readLinks(...asked);
      },
    },
  });
  await crawl(slow);
  expect(isFirst).toBe(false);
  expect(await found()).toEqual([['dead-inside', `${HOME}gone.html`, HOME]]);
});
