import { DAY_MS, HOUR_MS, type Instant } from '../time/instant';

/**
 * What the page that is delivered must carry, in the order in which it is shown: the META of the site (国办发〔2017〕47号),
 * what people must find on it, how it is delivered, and the basics of accessibility that can be told from the HTML alone.
 * None of it makes a site fail by itself, and no points are given: the national table of points is not known.
 */
export const PAGE_ITEMS = [
  'meta-site-name',
  'meta-site-domain',
  'meta-site-id-code',
  'identifier-shown',
  'report-errors',
  'search-box',
  'share-buttons',
  'https',
  'certificate',
  'ipv6',
  'language',
  'title',
  'image-texts',
  'field-labels',
  'heading-order',
] as const;
export type PageItem = (typeof PAGE_ITEMS)[number];
/** `soon`: it holds, and ends within the warning. */
export const PAGE_ITEM_STATES = ['missing', 'soon', 'unknown', 'there'] as const;
export type PageItemState = (typeof PAGE_ITEM_STATES)[number];

/** What the HTML of a page says, as it was parsed. */
export interface PageFacts {
  /** META by name in small letters; without content they are not there. */
  readonly metas: Readonly<Record<string, string>>;
  readonly title: string;
  readonly language: string | null;
  /** 网站标识码 as a person reads it on the page. */
  readonly shownIdentifier: string | null;
  readonly hasErrorReport: boolean;
  readonly hasSearch: boolean;
  readonly hasShare: boolean;
  readonly images: number;
  readonly imagesWithoutText: number;
  readonly fields: number;
  readonly fieldsWithoutLabel: number;
  /** Headings that skip a level below the one before. */
  readonly skippedHeadings: number;
  readonly headings: number;
}

/** How the page was delivered; null: it could not be told. */
export interface Delivery {
  readonly isHttps: boolean;
  readonly certificateEndsAt: Instant | null;
  readonly hasIpv6: boolean | null;
}

export interface PageFinding {
  readonly item: PageItem;
  readonly state: PageItemState;
  /** What was found, such as how many images lack their text, or how many days are left; null: nothing to add. */
  readonly figure: number | null;
}

/** A home page as it was inspected. */
export interface InspectedPage {
  readonly seenAt: Instant;
  readonly findings: readonly PageFinding[];
}

/** What a page carries hardly changes: it is inspected once in so long. */
const INSPECTED_EVERY_MS = 20 * HOUR_MS;

/** Whether it is time to inspect a page again. */
export function isToBeInspected(page: InspectedPage | null, now: Instant): boolean {
  return page === null || now.getTime() - page.seenAt.getTime() >= INSPECTED_EVERY_MS;
}

/** A certificate is told of so many days before it ends. */
const CERTIFICATE_WARN_DAYS = 30;

/** What of all that the page carries. `identifier`: the 网站标识码 that is registered; null: any will do. */
export function inspectPage(
  facts: PageFacts,
  delivery: Delivery,
  { identifier, now }: { readonly identifier: string | null; readonly now: Instant },
): readonly PageFinding[] {
  const { metas } = facts;
  const says = (item: PageItem, holds: boolean | null, figure: number | null = null): PageFinding => ({
    ...{ item, figure, state: holds === null ? 'unknown' : holds ? 'there' : 'missing' },
  });
  const code = metas['siteidcode'] ?? null;
  const isRight = (found: string | null): boolean => found !== null && (identifier === null || found === identifier);
  return [
    says('meta-site-name', metas['sitename'] !== undefined),
    says('meta-site-domain', metas['sitedomain'] !== undefined),
    says('meta-site-id-code', isRight(code)),
    says('identifier-shown', isRight(facts.shownIdentifier)),
    says('report-errors', facts.hasErrorReport),
    says('search-box', facts.hasSearch),
    says('share-buttons', facts.hasShare),
    says('https', delivery.isHttps),
    certificateOf(delivery, now),
    says('ipv6', delivery.hasIpv6),
    says('language', facts.language !== null && /^[a-z]{2,3}(?:-|$)/iu.test(facts.language)),
    says('title', facts.title !== ''),
    says('image-texts', facts.imagesWithoutText === 0, facts.imagesWithoutText),
    says('field-labels', facts.fieldsWithoutLabel === 0, facts.fieldsWithoutLabel),
    says('heading-order', facts.headings > 0 && facts.skippedHeadings === 0, facts.skippedHeadings),
  ];
}

function certificateOf({ isHttps, certificateEndsAt }: Delivery, now: Instant): PageFinding {
  if (!isHttps) return { item: 'certificate', state: 'missing', figure: null };
  if (certificateEndsAt === null) return { item: 'certificate', state: 'unknown', figure: null };
  const days = Math.floor((certificateEndsAt.getTime() - now.getTime()) / DAY_MS);
  const state = days < 0 ? 'missing' : days < CERTIFICATE_WARN_DAYS ? 'soon' : 'there';
  return { item: 'certificate', state, figure: days };
}
