/** Pages behind these are not read. */
const MOST_PAGES = 500;

/** A PDF that asks for a password. */
export class Protected extends Error {}

/**
 * The text layer of a PDF, page by page, until `mostChars` are read; empty: its pages are pictures. Scripts in it are not
 * run. Throws `Protected`, or what is wrong with the file.
 */
export async function pdfText(bytes: Uint8Array, mostChars: number): Promise<string> {
  const { getDocumentProxy } = await import('unpdf');
  const document = await getDocumentProxy(new Uint8Array(bytes), { isEvalSupported: false, verbosity: 0 }).catch(
    (error: unknown) => {
      throw error instanceof Error && error.name === 'PasswordException' ? new Protected(error.message) : error;
    },
  );
  let text = '';
  for (let page = 1; page <= Math.min(document.numPages, MOST_PAGES) && text.length <= mostChars; page += 1) {
    const { items } = await (await document.getPage(page)).getTextContent();
    for (const item of items) if ('str' in item) text += `${item.str}${item.hasEOL ? '\n' : ''}`;
    text += '\n';
  }
  await document.destroy();
  return text;
}
