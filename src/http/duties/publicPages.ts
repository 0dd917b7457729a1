import { SATISFACTION } from '../../domain/duties/interaction';
import { INTERACTION_KINDS } from '../../domain/duties/interactionKinds';
import type { PublicStanding, PublishedAnswer } from '../../services/index';
import { publicWords, type PublicWords } from './publicWords';

export type PublicLanguage = keyof typeof publicWords;

/** What was typed before something was wrong with it. */
export type Typed = Readonly<Record<string, string>>;
export interface PageFault {
  /** The field it is about; null: none. */
  readonly field: string | null;
  readonly text: string;
}

const STYLE = `:root{color-scheme:light dark}
body{font:1rem/1.7 system-ui,sans-serif;max-width:40rem;margin:0 auto;padding:1rem}
h1{font-size:1.5rem}h2{font-size:1.2rem}label{display:block;margin-top:1rem;font-weight:600}
input,select,textarea{font:inherit;width:100%;box-sizing:border-box;padding:.5rem;margin-top:.25rem;border:1px solid #767676;border-radius:4px}
button{font:inherit;margin-top:1rem;padding:.5rem 1.5rem}nav{display:flex;gap:1rem;flex-wrap:wrap}
.fault{border-inline-start:4px solid #b3261e;padding:.25rem .75rem}.empty-please{position:absolute;inset-inline-start:-9999px}
code{font-size:1.1rem;overflow-wrap:anywhere}article{border-top:1px solid #767676;margin-top:1rem}p{overflow-wrap:anywhere;white-space:pre-line}`;

const BASE = '/public/messages';

/** The whole page around what it shows. No script, nothing loaded from elsewhere. */
function page(language: PublicLanguage, title: string, body: string): string {
  const words = publicWords[language];
  const other = language === 'zh' ? 'en' : 'zh';
  return `<!doctype html>
<html lang="${words.language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body>
<nav><a href="${BASE}?lang=${language}">${words.title}</a><a href="${BASE}/ask?lang=${language}">${words.ask}</a><a href="${BASE}/published?lang=${language}">${words.published}</a><a href="${BASE}?lang=${other}" lang="${publicWords[other].language}">${words.other}</a></nav>
<main>
<h1>${escapeHtml(title)}</h1>
${body}
</main>
</body>
</html>
`;
}

/** The form, with what was typed and what is wrong with it. */
export function formPage(
  language: PublicLanguage,
  units: readonly { readonly id: string; readonly name: string }[],
  { typed = {}, fault = null }: { readonly typed?: Typed; readonly fault?: PageFault | null } = {},
): string {
  const words = publicWords[language];
  const described = (field: string): string =>
    fault?.field === field ? ' aria-invalid="true" aria-describedby="fault"' : '';
  const unitOptions = units.map(({ id, name }) => option(id, name, typed['unitId']));
  const kindOptions = INTERACTION_KINDS.map((kind) => option(kind, words.kinds[kind], typed['kind']));
  return page(
    language,
    words.title,
    `<p>${words.intro}</p>${faultPart(words, fault)}
<form method="post" action="${BASE}?lang=${language}">
<label for="unitId">${words.unit}</label><select id="unitId" name="unitId" required${described('unitId')}>${unitOptions.join('')}</select>
<label for="kind">${words.kind}</label><select id="kind" name="kind" required>${kindOptions.join('')}</select>
<label for="title">${words.subject}</label><input id="title" name="title" required maxlength="100" value="${escapeHtml(typed['title'] ?? '')}"${described('title')}>
<label for="text">${words.text}</label><textarea id="text" name="text" required maxlength="2000" rows="8"${described('text')}>${escapeHtml(typed['text'] ?? '')}</textarea>
<div class="empty-please" aria-hidden="true"><label for="website">${words.leaveEmpty}</label><input id="website" name="website" tabindex="-1" autocomplete="off"></div>
<button type="submit">${words.send}</button>
</form>`,
  );
}

/** The code, once. */
export function sentPage(language: PublicLanguage, code: string): string {
  const words = publicWords[language];
  return page(language, words.sent, `<p>${words.code}: <code>${escapeHtml(code)}</code></p><p>${words.keepCode}</p>`);
}

/** Where the code is asked for, with what is known by it. */
export function askPage(
  language: PublicLanguage,
  {
    standing = null,
    code = '',
    fault = null,
  }: {
    readonly standing?: PublicStanding | null;
    readonly code?: string;
    readonly fault?: PageFault | null;
  } = {},
): string {
  const words = publicWords[language];
  const ask = `<form method="post" action="${BASE}/ask?lang=${language}">
<label for="code">${words.code}</label><input id="code" name="code" required maxlength="200" autocomplete="off" value="${escapeHtml(code)}"${fault === null ? '' : ' aria-invalid="true" aria-describedby="fault"'}>
<button type="submit">${words.ask}</button>
</form>`;
  return page(
    language,
    words.ask,
    `${faultPart(words, fault)}${standing === null ? ask : standingPart(language, standing, code)}`,
  );
}

function standingPart(language: PublicLanguage, standing: PublicStanding, code: string): string {
  const words = publicWords[language];
  const { title, unitName, state, dueBy, answer, canRate } = standing;
  const grades = SATISFACTION.map((grade) => option(grade, words.grades[grade], undefined)).join('');
  const due = state === 'received' || state === 'in-review' ? `<p>${words.dueBy}: ${escapeHtml(dueBy)}</p>` : '';
  return `<h2>${escapeHtml(title)}</h2><p>${words.unit}: ${escapeHtml(unitName)}</p><p>${words.state}: ${words.states[state]}</p>${due}${
    answer === null ? '' : `<h2>${words.answer}</h2><p>${escapeHtml(answer)}</p>`
  }${
    canRate
      ? `<form method="post" action="${BASE}/rate?lang=${language}"><input type="hidden" name="code" value="${escapeHtml(code)}">
<label for="grade">${words.grade}</label><select id="grade" name="grade" required>${grades}</select>
<label for="words">${words.words}</label><textarea id="words" name="words" maxlength="500" rows="3"></textarea>
<button type="submit">${words.rate}</button></form>`
      : ''
  }`;
}

/** Thanks for a grade. */
export function ratedPage(language: PublicLanguage): string {
  return page(language, publicWords[language].rated, '');
}

/** Questions and answers without personal data, the newest first. */
export function publishedPage(
  language: PublicLanguage,
  { items, nextCursor }: { readonly items: readonly PublishedAnswer[]; readonly nextCursor: string | null },
): string {
  const words = publicWords[language];
  const articles = items.map(
    ({ title, question, answer, unitName }) =>
      `<article><h2>${escapeHtml(title)}</h2><h3>${words.question}</h3><p>${escapeHtml(question)}</p><h3>${words.answer} · ${escapeHtml(unitName)}</h3><p>${escapeHtml(answer)}</p></article>`,
  );
  const more =
    nextCursor === null
      ? ''
      : `<p><a href="${BASE}/published?lang=${language}&amp;cursor=${encodeURIComponent(nextCursor)}">${words.more}</a></p>`;
  return page(language, words.published, articles.length === 0 ? `<p>${words.noneYet}</p>` : articles.join('') + more);
}

function faultPart(words: PublicWords, fault: PageFault | null): string {
  return fault === null
    ? ''
    : `<p class="fault" id="fault" role="alert">${words.failed}: ${escapeHtml(fault.text)}</p>`;
}

function option(value: string, text: string, chosen: string | undefined): string {
  return `<option value="${escapeHtml(value)}"${value === chosen ? ' selected' : ''}>${escapeHtml(text)}</option>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0) ?? 0};`);
}
