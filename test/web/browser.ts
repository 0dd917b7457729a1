import fs from 'node:fs';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { builtDashboard } from './builtDashboard';
import { LINK_TOKEN, startMockServer, type MockServer } from './mockServer';

/** Shorter than a test's own limit, so that a wait that hangs says what it waited for. */
const WAIT_LIMIT_MS = 120_000;

const CANDIDATES = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
const CHROMIUM = CANDIDATES.find((candidate) => candidate !== undefined && fs.existsSync(candidate)) ?? null;
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the page complained about in its console. */
  readonly complaints: readonly string[];
}
export interface VisitOptions {
  readonly width?: number;
  readonly height?: number;
  readonly language?: 'zh' | 'en';
  readonly theme?: 'light' | 'dark';
  /** The page's clock can be moved by the test (`page.clock`); until it is, time goes on by itself. */
  readonly movableClock?: boolean;
}

/**
 * What the tests of a file share: starting each of these anew costs more than most tests. The page is opened at 今日 and
 * signed in; a test goes on from wherever the one before left it, so each goes to its own page first.
 */
export interface Dashboard extends Visit {
  readonly server: MockServer;
  /** The folder of the built dashboard. */
  readonly folder: string;
  /** Another window with nothing remembered, signed in; for what needs other options than the shared page has. */
  visit(path: string, options?: VisitOptions): Promise<Visit>;
}

/** A window far from China, so that a time shown in the browser's own zone would be wrong. */
async function openWindow(browser: Browser, server: MockServer, options: VisitOptions): Promise<Visit> {
  const { width = 1440, height = 900, language = 'zh', theme = 'light', movableClock = false } = options;
  const context = await browser.newContext({
    // A press on what still moves into its place is lost: on a machine at its limit a dialog stayed open for that.
    reducedMotion: 'reduce',
    viewport: { width, height },
    timezoneId: 'America/New_York',
    locale: 'en-US',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  context.setDefaultTimeout(WAIT_LIMIT_MS);
  await signIn(context, server);
  await context.addInitScript(
    ([shown, spoken]) => {
      if (window.localStorage.getItem('gov-matrix.appearance') === null)
        window.localStorage.setItem('gov-matrix.appearance', JSON.stringify({ theme: shown, language: spoken }));
    },
    [theme, language] as const,
  );
  if (movableClock) await context.clock.install();
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return { page, context, complaints };
}

/** Gives the window the session that the mock server knows. */
export async function signIn(context: BrowserContext, server: MockServer): Promise<void> {
  await context.addCookies([{ name: 'gov-matrix', value: 'mock-session', url: server.url }]);
}

/**
 * A `describe` whose tests share one server, one browser and one page. It runs only where there is a Chromium, and says
 * plainly what was not checked where there is none.
 */
export function describeInBrowser(
  name: string,
  body: (dashboard: Dashboard) => void,
  options: VisitOptions = {},
): void {
  if (CHROMIUM === null) {
    process.stderr.write(`NOT CHECKED: "${name}" needs Chromium; set CHROMIUM_PATH to its executable.\n`);
    describe.skip(`${name} (no Chromium)`, () => {
      test('not checked', () => undefined);
    });
    return;
  }
  describe(name, () => {
    let browser: Browser | undefined;
    let shared: Dashboard | undefined;
    const ready = (): Dashboard => {
      if (shared === undefined) throw new Error('the dashboard is there in tests and hooks only');
      return shared;
    };
    beforeAll(async () => {
      const folder = builtDashboard();
      const server = await startMockServer(folder);
      const opened = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS, timeout: WAIT_LIMIT_MS });
      browser = opened;
      const first = await openWindow(opened, server, options);
      shared = {
        ...first,
        server,
        folder,
        async visit(path, other = {}) {
          const another = await openWindow(opened, server, other);
          await another.page.goto(`${server.url}${path}`);
          return another;
        },
      };
      await first.page.goto(server.url);
      await first.page.waitForSelector('.mandate-row');
    });
    afterAll(async () => {
      await browser?.close();
      await shared?.server.close();
    });
    body({
      get server() {
        return ready().server;
      },
      get folder() {
        return ready().folder;
      },
      get page() {
        return ready().page;
      },
      get context() {
        return ready().context;
      },
      get complaints() {
        return ready().complaints;
      },
      visit: (path, other) => ready().visit(path, other),
    });
  });
}

/** To another page of the dashboard as a link would lead there, without loading it anew. */
export async function go(page: Page, address: string): Promise<void> {
  await page.evaluate((to) => {
    window.history.pushState({ key: Math.random().toString(36).slice(2) }, '', to);
    window.dispatchEvent(new PopStateEvent('popstate'));
  }, address);
}

/**
 * Stops the clock of a page opened with `movableClock`: what then changes has been told to it, or the test moved the
 * clock.
 */
export async function stopClock(page: Page): Promise<void> {
  await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 1_000);
}

/** Opens a menu of the frame. */
export async function openMenu(page: Page, button: string): Promise<void> {
  await page.getByRole('button', { name: button }).click();
  await page.waitForSelector('.menu-card');
}

/** What a person reads there: thin spaces, which are for the eye, become plain ones and runs of blanks one. */
export function plain(text: string | null): string {
  return (text ?? '').replaceAll('\u2009', ' ').replace(/\s+/g, ' ').trim();
}

/** Waits until the table of that name is there, is not waiting for another page, and has that many rows. */
export async function rowsOf(page: Page, table: string, count: number): Promise<void> {
  await page.waitForFunction(
    ([label, rows]) =>
      document.querySelectorAll(`table[aria-label="${label}"]:not(.table-waiting) tbody tr`).length === rows,
    [table, count] as const,
  );
}

export const LINK = `/sign-in#token=${LINK_TOKEN}`;
