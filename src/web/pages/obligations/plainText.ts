/** Markup of a body as a person would read it, for places that take plain text only. */
export function plainText(html: string): string {
  if (!/<[a-z][^>]*>/i.test(html)) return html;
  const parsed = new DOMParser().parseFromString(
    html.replace(/<\/(p|div|h[1-6]|li|tr)>|<br\s*\/?>/gi, '$&\n'),
    'text/html',
  );
  return (parsed.body.textContent ?? '').replace(/\n{3,}/g, '\n\n').trim();
}
