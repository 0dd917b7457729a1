import type { RepostSource } from '../../ports/connectors';

/** Text made safe for HTML, without the control characters that JSON would have to escape. */
export function escapeHtml(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}

/**
 * The original's text as HTML paragraphs, followed by where it comes from: issuer, number of the document, address.
 * Nothing is shortened or reworded. Where only a summary is known that stands alone, and where not even that, the
 * title.
 */
export function writeArticleBody(source: RepostSource, text: string | null): string {
  const paragraphs = linesOf(text ?? '');
  const issued = [source.issuer ?? '', source.docNumber === null ? '' : `（${source.docNumber}）`].join('');
  return [
    ...(paragraphs.length === 0 ? [source.title] : paragraphs),
    ...(issued === '' ? [] : [`来源：${issued}`]),
    `原文链接：${source.url}`,
  ]
    .map((line) => `<p>${escapeHtml(line)}</p>`)
    .join('');
}

/** A text of an office's own as HTML paragraphs, and nothing beside it. */
export function writeParagraphs(text: string): string {
  return linesOf(text)
    .map((line) => `<p>${escapeHtml(line)}</p>`)
    .join('');
}

function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
