/** What a link weighs: ten characters, whatever its length up to 140 bytes. */
const LINK_WEIGHT = 20;
const LONGEST_PLAIN_LINK = 140;
const SHORT_LINK = /^https?:\/\/t\.cn\//;
const LONGEST_OWN_LINK = 41;
const OWN_SITES = /^https?:\/\/(?:[\w-]+\.)*(?:weibo\.com|weibo\.cn|t\.sina\.com\.cn)(?:[/?#]|$)/i;
const LINK = /https?:\/\/[!-~]+/g;

/**
 * The length of a status as the platform counts it: two western letters are one character, a link is ten, the sum is
 * rounded up. At most 140 are taken.
 */
export function countStatusLength(status: string): number {
  let weight = 0;
  const rest = status.replace(LINK, (link) => {
    weight += weighLink(link);
    return '';
  });
  // By UTF-16 unit, so that an emoji weighs four: the server counts bytes of the national encoding.
  for (let i = 0; i < rest.length; i += 1) weight += rest.charCodeAt(i) > 0xff ? 2 : 1;
  return Math.ceil(weight / 2);
}

/** Every http or https address in a status; an address ends at a blank or at the first wide character. */
export function findLinks(status: string): readonly string[] {
  return status.match(LINK) ?? [];
}

function weighLink(link: string): number {
  if (SHORT_LINK.test(link) || (OWN_SITES.test(link) && link.length <= LONGEST_OWN_LINK)) return link.length;
  return link.length <= LONGEST_PLAIN_LINK ? LINK_WEIGHT : link.length - LONGEST_PLAIN_LINK + LINK_WEIGHT;
}
