import type { CivilDate } from '../time/instant';
import { dayOf } from '../time/published';
import { canonicalUrl } from './canonicalUrl';
import { coreTitle } from './coreTitle';
import { ownDocNumber } from './docNumber';
import { normaliseTitle } from './normaliseTitle';
import type { ObservedPolicy, PolicyIdentity } from './policy';

export interface IdentifiedEntry {
  readonly entry: ObservedPolicy;
  readonly keys: readonly PolicyIdentity[];
}

/** A shorter title ("公告") names no document, even together with its date. */
const MIN_TITLE_CHARS = 8;
/** A title must be long to be looked for without its date, as a gazette's reprint of it. */
const MIN_REPRINTED_CHARS = 12;
/** Where the State Council's documents and their gazette are, as canonical addresses begin. */
const GAZETTE_SITE = 'gov.cn/';

/**
 * The identity keys of each entry of one list, the strongest first: 文号, own address, title and date, on gov.cn the
 * title alone (which only joins a gazette's reprint to its original), all facts together. It needs the whole list: an
 * address (or guid) that entries with different titles or dates share is a landing page and identifies none of them,
 * and a title that stands twice on one day under different addresses of one site is a heading, not a name.
 */
export function identifyEntries(entries: readonly ObservedPolicy[]): IdentifiedEntry[] {
  const facts = entries.map(readFacts);
  const sharedUrls = sharedBy(
    facts,
    (fact) => fact.url,
    (fact) => fact.titleAndDate ?? fact.title,
  );
  const sharedTitles = sharedBy(
    facts,
    (fact) => (fact.url === null || sharedUrls.has(fact.url) ? null : siteTitle(fact)),
    (fact) => `${fact.docNumber ?? ''} ${fact.url ?? ''}`,
  );
  return facts.map((fact) => {
    const keys: PolicyIdentity[] = [];
    if (fact.docNumber !== null) keys.push({ key: `doc:${fact.docNumber}`, basis: 'doc-number' });
    if (fact.url !== null && !sharedUrls.has(fact.url)) keys.push({ key: `url:${fact.url}`, basis: 'url' });
    const isHeading = sharedTitles.has(siteTitle(fact) ?? '');
    if (fact.titleAndDate !== null && !isHeading)
      keys.push({ key: `title:${fact.titleAndDate}`, basis: 'title-and-date' });
    if (fact.url?.startsWith(GAZETTE_SITE) === true && fact.title.length >= MIN_REPRINTED_CHARS)
      keys.push({ key: `name:${fact.title}`, basis: 'gazette' });
    // All facts together: what an entry is found by again when another policy holds its other keys, or when it has
    // none.
    keys.push({
      key: `entry:${[fact.title, fact.on ?? '', fact.url ?? '', fact.docNumber ?? ''].join('|')}`,
      basis: 'title-and-date',
    });
    return { entry: fact.entry, keys };
  });
}

interface EntryFacts {
  readonly entry: ObservedPolicy;
  readonly title: string;
  readonly docNumber: string | null;
  readonly url: string | null;
  readonly on: CivilDate | null;
  readonly titleAndDate: string | null;
}

function readFacts(entry: ObservedPolicy): EntryFacts {
  const title = normaliseTitle(coreTitle(entry.title));
  const on = entry.publishedAt === null ? null : dayOf(entry.publishedAt);
  return {
    entry,
    title,
    docNumber: ownDocNumber(entry),
    url: canonicalUrl(entry.url ?? '') ?? canonicalUrl(entry.guid ?? ''),
    on,
    titleAndDate: on === null || title.length < MIN_TITLE_CHARS ? null : `${title}|${on}`,
  };
}

function siteTitle({ url, titleAndDate }: EntryFacts): string | null {
  return url === null || titleAndDate === null ? null : `${url.split('/')[0] ?? ''} ${titleAndDate}`;
}

/** The values of one fact that stand for more than one thing in this list. */
function sharedBy(
  facts: readonly EntryFacts[],
  valueOf: (fact: EntryFacts) => string | null,
  thingOf: (fact: EntryFacts) => string,
): ReadonlySet<string> {
  const things = new Map<string, Set<string>>();
  for (const fact of facts) {
    const value = valueOf(fact);
    if (value === null) continue;
    const known = things.get(value) ?? new Set<string>();
    things.set(value, known.add(thingOf(fact)));
  }
  return new Set([...things].filter(([, named]) => named.size > 1).map(([value]) => value));
}
