import type { FaultBoard } from '../wire/faultBoard';
import type { Exchange, Handler, Reply } from '../wire/loopbackServer';
import { escapeMarkup, replyHtml, withEtag } from '../wire/replies';
import { guardTransport } from '../wire/transportGuard';
import { civilDate, civilStamp } from '../world/civilTime';
import type { ShelvedPolicy } from '../world/policyShelf';
import type { World } from '../world/world';
import { createRegionalSites } from './regionalSites';

const BYTE_ORDER_MARK = '\ufeff';

/** www.gov.cn: the list of latest policies and its articles; beside it the sites of the province and the city. */
export function createGovcnServer(world: World, parts: { faults: FaultBoard }): Handler {
  const regions = createRegionalSites(world);

  const showLatest = (exchange: Exchange): Reply => {
    const rows = world.policies.list(world.now()).map((policy) => ({
      TITLE: policy.title, SUB_TITLE: '', URL: policy.url, DOCRELPUBTIME: civilDate(policy.at),
    }));
    return withEtag(exchange, {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: `${BYTE_ORDER_MARK}${JSON.stringify(rows)}`,
    });
  };
  const showArticle = (pathname: string): Reply | null => {
    const policy = world.policies.list(world.now()).find((candidate) => new URL(candidate.url).pathname === pathname);
    return policy === undefined ? null : replyHtml(writeArticle(policy));
  };

  const answer: Handler = (exchange) => {
    const { pathname } = exchange.url;
    if (pathname === '/zhengce/zuixin/ZUIXINZHENGCE.json') return showLatest(exchange);
    const regional = regions(pathname);
    if (regional !== null) return withEtag(exchange, regional);
    return showArticle(pathname) ?? replyHtml('<!DOCTYPE html><html><head><meta charset="utf-8"><title>404</title></head><body>页面不存在</body></html>', 404);
  };
  return guardTransport({ place: 'govcn', faults: parts.faults, accountOf: () => null, handler: answer });
}

function writeArticle(policy: ShelvedPolicy): string {
  const stamp = civilStamp(policy.at).replace(' ', '-');
  const title = escapeMarkup(policy.title);
  const date = civilDate(policy.at);
  const [year, month, day] = date.split('-').map(Number);
  const cell = (name: string, value: string): string => `<td><b>${name}：</b></td><td>${escapeMarkup(value)}</td>`;
  return `<!DOCTYPE html><html><head><meta charset="utf-8">
<title>${title}_中国政府网</title>
<meta name="lanmu" content="最新政策"><meta name="manuscriptId" content="${policy.contentId}">
<meta name="firstpublishedtime" content="${stamp}"><meta name="lastmodifiedtime" content="${stamp}">
<meta name="author" content=""><meta name="keywords" content="${escapeMarkup(policy.issuer)}"><meta name="description" content="${title}">
</head><body>
<table class="bd1"><tbody>
<tr>${cell('标题', policy.title)}${cell('发文机关', policy.issuer)}</tr>
<tr>${cell('发文字号', policy.documentNumber)}${cell('来源', '中国政府网')}</tr>
<tr>${cell('主题分类', '综合政务')}${cell('成文日期', `${year ?? ''}年${month ?? ''}月${day ?? ''}日`)}</tr>
</tbody></table>
<h1>${title}</h1><span class="font-zyygwj">来源：中国政府网</span>
<div class="pages_content" id="UCAP-CONTENT">
<p>${title}</p><p>${escapeMarkup(policy.documentNumber)}</p>
<p>各省、自治区、直辖市人民政府，国务院各部委、各直属机构：</p>
${policy.paragraphs.map((paragraph) => `<p>${escapeMarkup(paragraph)}</p>`).join('\n')}
<p>${escapeMarkup(policy.issuer)}</p><p>${year ?? ''}年${month ?? ''}月${day ?? ''}日</p>
</div></body></html>`;
}
