import { createSiteVisitor } from '../../../src/connectors/sites/visitor';
import { readHere } from '../../../src/connectors/reading/guarded/pageReading';
import { closeOpened, httpFor, serve } from '../support/httpHarness';

afterEach(closeOpened);

const signal = new AbortController().signal;
async function seen(html: string, reads = true) {
  const server = await serve((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html);
  });
  const http = httpFor([server.origin], { neverRests: true });
  const visitor = createSiteVisitor({ http, clock: { now: () => new Date() }, reading: readHere });
  return visitor.readLinks(server.origin, { signal, reads });
}
const BET = '<a href="https://bet.example/">某某</a>';

describe('the links of a page', () => {
  test('are told by their whole address and their words; what is no address of the web is left', async () => {
    const { links } = await seen(
      '<base href="https://a.gov.test/x/"><a href="b.html"> 办事 指南 </a><a href="javascript:;">x</a>',
    );
    expect(links).toEqual([
      { url: 'https://a.gov.test/x/b.html', text: '办事 指南', isHidden: false, hasNotice: false },
    ]);
  });

  test.each([
    ['moved off the screen', `<div style="position:absolute; left:-9999px">${BET}</div>`],
    ['indented off the screen', `<p style="text-indent:-10000px">${BET}</p>`],
    ['without a size', `<span style="font-size:0px">${BET}</span>`],
    ['made invisible', `<div style="visibility: hidden"><ul><li>${BET}</li></ul></div>`],
    ['in a running line of one pixel', `<marquee height="1" width="4">${BET}</marquee>`],
    ['not shown itself', '<a style="display:none" href="https://bet.example/">某某</a>'],
  ])('that are %s are hidden', async (_how, html) => {
    expect((await seen(html)).links).toMatchObject([{ url: 'https://bet.example/', isHidden: true }]);
  });

  test.each([
    ['in a menu that is folded away', `<ul style="display:none">${BET}</ul>`],
    ['at its place', `<div style="position:absolute; left:-5px; opacity: 0.9">${BET}</div>`],
  ])('that stand %s are not', async (_where, html) => {
    expect((await seen(html)).links).toMatchObject([{ isHidden: false }]);
  });

  test.each([
    ['by a class', '<a class="outLink" href="https://shop.example/">某某</a>'],
    ['by a script of the page', `<script>alert('您即将离开本站')</script>${BET}`],
    ['by a script of its own', '<a onclick="leaveSite(this)" href="https://shop.example/">某某</a>'],
  ])('give notice %s', async (_how, html) => {
    expect((await seen(html)).links).toMatchObject([{ hasNotice: true }]);
  });

  test('of a page of ten thousand are bounded, and of an address that is only tried none is read', async () => {
    const many = Array.from({ length: 10_000 }, (_, n) => `<a href="/p${n}">x</a>`).join('');
    expect((await seen(many)).links.length).toBeLessThanOrEqual(800);
    expect((await seen(many, false)).links).toEqual([]);
  });
});
