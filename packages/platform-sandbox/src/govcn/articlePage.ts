import { escapeMarkup } from '../wire/replies';
import { civilDate, civilStamp } from '../world/civilTime';
import type { PolicyDocument } from '../world/policyDocument';
import type { Interpretation } from '../world/interpretations';

/** A document's page, or its copy's in the gazette. */
export function writeArticle(policy: PolicyDocument, place: { readonly column: string; readonly at: Date }): string {
  const title = escapeMarkup(policy.title);
  const [year, month, day] = civilDate(policy.at).split('-').map(Number);
  const cell = (name: string, value: string): string => `<td><b>${name}：</b></td><td>${escapeMarkup(value)}</td>`;
  const head = writeHead({
    title: policy.title,
    column: place.column,
    id: policy.contentId,
    keywords: policy.issuer,
    at: place.at,
    modifiedAt: policy.modifiedAt > place.at ? policy.modifiedAt : place.at,
  });
  return `${head}<body>
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

/** 解读: cites the document and links to it; the number in its text is not its own. */
export function writeInterpretation(article: Interpretation, policy: PolicyDocument | null): string {
  const link =
    policy === null
      ? ''
      : `<p class="related">相关文件：<a href="${escapeMarkup(article.policyUrl)}">${escapeMarkup(policy.title)}</a>（${escapeMarkup(policy.documentNumber)}）</p>`;
  return `${writeHead({ title: article.title, column: '政策解读', id: article.contentId, keywords: '解读', at: article.at, modifiedAt: article.at })}<body>
<h1>${escapeMarkup(article.title)}</h1><span class="font-zyygwj">来源：中国政府网</span>
<div class="pages_content" id="UCAP-CONTENT">
${article.paragraphs.map((paragraph) => `<p>${escapeMarkup(paragraph)}</p>`).join('\n')}
${link}
</div></body></html>`;
}

/** The same document after a redesign: none of the old hooks. */
export function writeRedesigned(policy: PolicyDocument): string {
  return `<!DOCTYPE html><html><head><meta charset="utf-8"><title>中国政府网</title></head><body><article class="doc"><h2>${escapeMarkup(policy.title)}</h2><section>${policy.paragraphs.map((paragraph) => `<div>${escapeMarkup(paragraph)}</div>`).join('')}</section></article></body></html>`;
}

function writeHead(about: {
  title: string;
  column: string;
  id: number;
  keywords: string;
  at: Date;
  modifiedAt: Date;
}): string {
  const title = escapeMarkup(about.title);
  // A dash stands before the hour.
  const stamp = (at: Date): string => civilStamp(at).replace(' ', '-');
  return `<!DOCTYPE html><html><head><meta charset="utf-8">
<title>${title}_中国政府网</title>
<meta name="lanmu" content="${about.column}"><meta name="manuscriptId" content="${about.id}">
<meta name="firstpublishedtime" content="${stamp(about.at)}"><meta name="lastmodifiedtime" content="${stamp(about.modifiedAt)}">
<meta name="author" content=""><meta name="keywords" content="${escapeMarkup(about.keywords)}"><meta name="description" content="${title}">
</head>`;
}
