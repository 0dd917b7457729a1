import fs from 'node:fs';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { LINK_TOKEN, type MockServer } from './mockServer';

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

/** A `describe` that runs only where there is a Chromium, and says plainly what was not checked where there is none. */
export function describeInBrowser(name: string, body: () => void): void {
  if (CHROMIUM !== null) {
    // A page on two busy cores takes its time; what is tested is what it shows, not how fast.
    jest.setTimeout(60_000);
    describe(name, body);
    return;
  }
  process.stderr.write(`NOT CHECKED: "${name}" needs Chromium; set CHROMIUM_PATH to its executable.\n`);
  describe.skip(`${name} (no Chromium)`, () => {
    test('not checked', () => undefined);
  });
}

export function launchBrowser(): Promise<Browser> {
  if (CHROMIUM === null) throw new Error('no Chromium');
  return chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
}

export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the page complained about in its console. */ readonly complaints: string[];
}
export interface VisitOptions {
  readonly width?: number;
  readonly height?: number;
  readonly language?: 'zh' | 'en';
  readonly theme?: 'light' | 'dark';
  readonly signedIn?: boolean;
}

/** A fresh window far from China, so that a time shown in the browser's own zone would be wrong. */
export async function visit(
  browser: Browser,
  server: MockServer,
  path: string,
  options: VisitOptions = {},
): Promise<Visit> {
  const { width = 1440, height = 900, language = 'zh', theme = 'light', signedIn = true } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    timezoneId: 'America/New_York',
    locale: 'en-US',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  if (signedIn) await context.addCookies([{ name: 'gov-matrix', value: 'mock-session', url: server.url }]);
  await context.addInitScript(
    ([shown, spoken]) => {
      if (window.localStorage.getItem('gov-matrix.appearance') === null)
        window.localStorage.setItem('gov-matrix.appearance', JSON.stringify({ theme: shown, language: spoken }));
    },
    [theme, language] as const,
  );
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${server.url}${path}`);
  return { page, context, complaints };
}

/** To another page of the dashboard as a link would lead there, without loading it anew. */
export async function go(page: Page, address: string): Promise<void> {
  await page.evaluate((to) => {
    window.history.pushState(null, '', to);
    window.dispatchEvent(new PopStateEvent('popstate'));
  }, address);
}

export const LINK = `/sign-in#token=${LINK_TOKEN}`;
