/** The address of a page of the dashboard; null where nobody has said under which address it is reached. */
export type LinkMaker = (path: string) => string | null;

/** What longer links would take of a message is worth more than the link. */
const LONGEST_LINK = 400;

/**
 * Links under the public address. What would end a link in markdown or a tag is percent-encoded; what is no path of
 * this dashboard makes none.
 */
export function createLinks(publicOrigin: string | null): LinkMaker {
  return (path) => {
    if (publicOrigin === null || !path.startsWith('/') || path.startsWith('//')) return null;
    const url = `${publicOrigin}${path}`;
    if (!URL.canParse(url)) return null;
    const href = new URL(url).href.replace(/[()<>'"\\[\]*`|]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
    return href.length > LONGEST_LINK ? null : href;
  };
}
