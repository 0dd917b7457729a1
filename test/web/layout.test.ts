import { describeInBrowser, go, type Visit } from './browser';
import { mockId } from './mock/instants';

const WIDTHS = [320, 768, 1024, 1280, 3840];
const NARROW = { width: 320, height: 700, theme: 'dark' } as const;
const MANDATE = `/mandates/${mockId('d', 102)}`;
const OBLIGATION = mockId('c', 2002);
const PAGES = [
  '/',
  '/accounts',
  `/accounts/${mockId('a', 6)}`,
  '/mandates',
  MANDATE,
  `${MANDATE}?obligation=${OBLIGATION}`,
  '/policies',
  `/obligations/${OBLIGATION}`,
  '/cases',
  `/cases/${mockId('e', 9002)}`,
  '/alerts',
  '/alerts?view=list',
  '/sources',
  '/publish-jobs',
  '/storage',
  '/credentials',
  `/credentials/${mockId('a', 900)}`,
  '/training',
  '/accounts/new',
  '/manual-tasks',
  '/mandate-rules',
  '/notify',
  '/notify/channels',
  '/notify/routes',
  '/notify/digests',
  '/notify/rosters',
  '/notify/subscriptions',
  '/reminders',
  '/notify/silences',
  '/own-posts',
  '/own-posts/new',
  `/own-posts/${mockId('8', 601)}`,
  '/no-such-page',
];

/** Each page and width at which something stands out to the side, and what the browser complained of. */
async function oversized({ page, complaints }: Visit): Promise<unknown[]> {
  const found: unknown[] = [];
  // There and back again: from one page to the next the window keeps its width.
  let widths = WIDTHS;
  for (const address of PAGES) {
    await go(page, address);
    await page.waitForFunction(
      () =>
        document.querySelector('main h1, main .failure') !== null && document.querySelector('main .waiting') === null,
    );
    for (const width of widths) {
      await page.setViewportSize({ width, height: 700 });
      const scrolled = await page.evaluate(() => document.documentElement.scrollWidth);
      if (scrolled !== width) found.push({ address, width, scrolled });
    }
    widths = widths.toReversed();
  }
  return [...found, ...complaints];
}

describeInBrowser(
  'the layout in a browser',
  (dashboard) => {
    test('does not scroll sideways from 320 px to 4K in either language, and nothing is complained of', async () => {
      const english = await dashboard.visit('/', { ...NARROW, language: 'en' });
      // Side by side: most of the time each waits for a page to be drawn.
      const found = await Promise.all([oversized(dashboard), oversized(english)]);
      expect(found).toEqual([[], []]);
    });
  },
  NARROW,
);
