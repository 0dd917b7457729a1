import type { Reply } from '../wire/loopbackServer';
import { escapeMarkup, replyHtml } from '../wire/replies';
import { civilDate, dayNumber, feedStamp, instantOfDay } from '../world/civilTime';
import { COUNTY } from '../world/countyNames';
import { drawFor } from '../world/seededDraw';
import type { World } from '../world/world';

interface Region {
  readonly path: string;
  readonly name: string;
  readonly issuer: string;
  readonly numberHead: string;
  readonly title: string;
}
interface RegionalDocument {
  readonly title: string;
  readonly number: string;
  readonly link: string;
  readonly at: Date;
  readonly source: string;
  readonly cites: string;
}

const REGIONS: readonly Region[] = [
  {
    path: '/rss/zhengce.xml',
    name: 'province',
    issuer: `${COUNTY.provinceName}人民政府`,
    numberHead: '江政发',
    title: `${COUNTY.provinceName}政策文件`,
  },
  {
    path: '/rss/shizheng.xml',
    name: 'city',
    issuer: `${COUNTY.cityName}人民政府`,
    numberHead: '澜政发',
    title: `${COUNTY.cityName}政策文件`,
  },
];
const SUBJECTS = [
  '农村供水保障',
  '校外托管服务',
  '老年友好社区',
  '县域医共体',
  '中小河流治理',
  '商贸网点布局',
  '残疾人就业',
  '农机购置补贴',
  '公共停车管理',
  '物业服务监督',
  '古树名木保护',
  '职业技能提升',
  '冷链物流节点',
  '城乡公交一体化',
  '社区矫正衔接',
  '基层应急广播',
  '乡村建设工匠',
  '农产品质量追溯',
  '文物日常巡查',
  '林下经济发展',
] as const;
const FORMS = ['实施办法', '工作方案', '管理规定', '若干措施'] as const;
const DOCUMENTS = 20;
/** The newest is this many days older than the anchor, each next one two days more; the province's first is of the last working day. */
const NEWEST_BACK_DAYS = 9;
/** These two rest on one landing page, as link and as guid: two documents, one address. */
const SHARED_PAGE = [4, 11] as const;

/**
 * RSS 2.0 feeds of the province and the city, and the pages they lead to; dates are midnight, since their lists carry
 * the day alone.
 */
export function createRegionalSites(world: World): (pathname: string) => Reply | null {
  const anchorDay = dayNumber(world.county.anchorAt);
  // Something of the province's is still due when the county begins: of the anchor's day, or of the working day before.
  const newestDay = world.calendar.isWorkingDay(anchorDay) ? anchorDay : world.calendar.workingDayBefore(anchorDay, 1);
  const replies = new Map<string, Reply>();
  for (const region of REGIONS) {
    const documents = Array.from({ length: DOCUMENTS }, (_, position) =>
      inventDocument(world, region, { anchorDay, newestDay, position }),
    );
    const body = writeFeed(world, region, documents);
    replies.set(region.path, { status: 200, headers: { 'content-type': 'application/rss+xml; charset=utf-8' }, body });
    for (const { link } of documents) {
      replies.set(
        new URL(link).pathname,
        replyHtml(
          writePage(
            region,
            documents.filter((document) => document.link === link),
          ),
        ),
      );
    }
  }
  return (pathname) => replies.get(pathname) ?? null;
}

/** One document, or the landing page of several, which names them all and none of their dates. */
function writePage(region: Region, documents: readonly RegionalDocument[]): string {
  const [only] = documents;
  const isLanding = documents.length > 1 || only === undefined;
  const title = isLanding ? `${region.title}汇编` : only.title;
  const articleMeta = isLanding
    ? ''
    : `<meta name="ArticleTitle" content="${escapeMarkup(only.title)}"><meta name="PubDate" content="${civilDate(only.at)}"><meta name="ContentSource" content="${escapeMarkup(only.source)}">`;
  const body = documents
    .map(
      (document) =>
        `<h2>${escapeMarkup(document.title)}</h2><p>${document.number}</p><p>各县（市、区）人民政府，有关部门：</p><p>${document.cites}</p>`,
    )
    .join('');
  return `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${escapeMarkup(title)}</title><meta name="SiteName" content="${region.issuer}门户网站">${articleMeta}</head>
<body><h1>${escapeMarkup(title)}</h1><div class="TRS_UEDITOR">${body}</div></body></html>`;
}

function writeFeed(world: World, region: Region, documents: readonly RegionalDocument[]): string {
  const items = documents.map(
    (document) => `<item>
<title><![CDATA[${document.title}]]></title><link>${escapeMarkup(document.link)}</link>
<description><![CDATA[来源: ${document.source}<br/>${document.number} ${document.cites}]]></description>
<pubDate>${feedStamp(document.at)}</pubDate><guid isPermaLink="false">${escapeMarkup(document.link)}</guid>
<source>${escapeMarkup(document.source)}</source><category>政策文件</category></item>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>${region.title}</title><link>${world.origins.govcn}/</link>
<description>${region.title}</description><language>zh-CN</language>
<atom:link href="${world.origins.govcn}${region.path}" rel="self" type="application/rss+xml" />
${items.join('\n')}
</channel></rss>`;
}

function inventDocument(
  world: World,
  region: Region,
  place: { anchorDay: number; newestDay: number; position: number },
): RegionalDocument {
  const { position } = place;
  const draw = drawFor(world.seed, 'regional', region.name, position);
  const subject = SUBJECTS[position] ?? '';
  const day =
    position === 0 && region.name === 'province' ? place.newestDay : place.anchorDay - NEWEST_BACK_DAYS - position * 2;
  const at = instantOfDay(day, 0);
  const year = civilDate(at).slice(0, 4);
  const page = position === SHARED_PAGE[1] ? SHARED_PAGE[0] : position;
  return {
    title: `${region.issuer}关于印发《${subject}${draw.pick(FORMS)}》的通知`,
    number: `${region.numberHead}〔${year}〕${40 - position}号`,
    link: `${world.origins.govcn}/${region.name}/zcwj/content/post_${880_000 + page}.html`,
    at,
    source: region.issuer,
    cites: position % 6 === 3 ? `依据${region.numberHead}〔${year}〕${40 - position - 1}号制定。` : '请认真贯彻执行。',
  };
}
