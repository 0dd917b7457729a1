import { describeInBrowser, LINK, plain, signIn } from './browser';
import { PASSWORD } from './mockServer';

describeInBrowser(
  'signing in, in a browser',
  (dashboard) => {
    const address = (): string => {
      const url = new URL(dashboard.page.url());
      return `${url.pathname}${url.search}${url.hash}`;
    };
    const open = (path: string): Promise<unknown> => dashboard.page.goto(`${dashboard.server.url}${path}`);
    beforeEach(() => dashboard.context.clearCookies());

    test('a one-time link lets in once, leaves no token in the address, and explains the second try', async () => {
      const { page, context } = dashboard;
      await open(LINK);
      await page.waitForSelector('.mandate-row');
      expect(address()).toBe('/');
      await page.goBack().catch(() => null);
      expect(page.url()).not.toContain('token=');

      await context.clearCookies();
      await page.goto('about:blank');
      await open(LINK);
      const failure = page.locator('.failure');
      await failure.waitFor();
      expect(await failure.textContent()).toContain('link-used-or-expired');
      expect(await failure.textContent()).toContain('请向管理员要一条新的链接');
      expect(address()).toBe('/sign-in');
    });

    test('the form asks for name and password, says what is wrong, and leads where the person wanted to go', async () => {
      const { page } = dashboard;
      await open('/cases?open=true');
      await page.waitForSelector('form[aria-label="登录"]');
      await page.click('button[type=submit]');
      expect(await page.locator('.field-error').textContent()).toBe('请填写用户名和密码');
      await page.fill('input[name=username]', 'wang');
      await page.fill('input[name=password]', 'wrong');
      await page.click('button[type=submit]');
      await page.waitForSelector('.failure:has-text("用户名或密码不对")');
      await page.fill('input[name=password]', PASSWORD);
      await page.click('button[type=submit]');
      await page.waitForSelector('table[aria-label="案件"]');
      expect(address()).toBe('/cases?open=true');
    });

    test('a session that ends while the page is open leads to the sign-in page', async () => {
      const { page, context, server } = dashboard;
      await signIn(context, server);
      await open('/');
      await page.waitForSelector('[data-freshness="live"] .mandate-row');
      await context.clearCookies();
      const told = server.pushAlert();
      await page.waitForSelector(`.alert-line[data-seq="${told.seq}"]`);
      // The alert says that lists have changed; reading them again is refused.
      await page.clock.fastForward(5_000);
      await page.waitForSelector('form[aria-label="登录"]');
      expect(plain(await page.locator('form').textContent())).toContain('登录已失效');
    });
  },
  { movableClock: true },
);
