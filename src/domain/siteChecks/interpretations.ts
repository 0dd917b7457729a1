import type { Account } from '../accounts/account';
import { STATUS_RULES } from '../accounts/accountTable';
import type { AccountFacts } from '../accounts/facts';
import { canonicalUrl } from '../policies/canonicalUrl';
import { readDocNumbers } from '../policies/docNumber';
import { namesOf } from '../policies/interpretation';
import { normaliseTitle } from '../policies/normaliseTitle';
import { namesIn } from '../policies/withdrawal';
import { dueAt } from '../time/deadline';
import { DAY_MS, type CivilDate, type Instant } from '../time/instant';
import { dayOf } from '../time/published';
import type { WorkCalendar } from '../time/workCalendar';
import {
  columnUseOf,
  docNumberOf,
  formOf,
  INTERPRETATION_FORMS,
  isPolicy,
  isWhole,
  policyOwnerOf,
  type InterpretationForm,
  type SitePost,
} from './ownPolicies';
import type { PolicyDecision } from './policyDecisions';
import type { InterpretationRules } from './siteCheckRules';
import type { SiteFound } from './siteVerdict';

/** How a policy stands, what is to be done about first. `waiting`: there is time left. */
export const INTERPRETATION_STATES = ['missing', 'unknown', 'waiting', 'excused', 'paired'] as const;
export type InterpretationState = (typeof INTERPRETATION_STATES)[number];
/** By what an interpretation belongs to its policy. */
export const PAIRED_BY = ['link', 'doc-number', 'title', 'person'] as const;
export type PairedBy = (typeof PAIRED_BY)[number];
/** Why nothing can be said of a policy without one: a closed list. */
export const UNSURE_REASONS = [
  'whose',
  'policy-unread',
  'no-column',
  'column-not-seen',
  'interpretation-unread',
] as const;
export type UnsureReason = (typeof UNSURE_REASONS)[number];

/** A column of a site with its posts of the window. */
export interface ReadColumn {
  readonly account: Pick<Account, 'name' | 'status'>;
  readonly facts: Pick<AccountFacts, 'lastSightAt' | 'completeFromAt'>;
  readonly posts: readonly SitePost[];
  /** More was published than is read at once: absence proves nothing. */
  readonly isCut: boolean;
}

export interface InterpretedPolicy {
  /** Its address as addresses are compared. */
  readonly key: string;
  readonly url: string;
  readonly title: string;
  readonly docNumber: string | null;
  readonly publishedOn: CivilDate;
  readonly state: InterpretationState;
  /** From then on it is missing. */
  readonly dueBy: Instant;
  readonly interpretation: {
    readonly url: string;
    readonly title: string;
    readonly form: InterpretationForm;
    readonly by: PairedBy;
  } | null;
  readonly unsure: UnsureReason | null;
  readonly decision: PolicyDecision | null;
}

/** An interpretation may come out a little before its policy stands in the list, never long before: that is another year's. */
const EARLIER_MS = 30 * DAY_MS;

export interface InterpretationContext {
  readonly rules: InterpretationRules;
  readonly calendar: WorkCalendar;
  readonly now: Instant;
  /** Under which names the units of the site issue. */
  readonly own: ReadonlySet<string>;
  readonly decisions: readonly PolicyDecision[];
}

/** The own policies of a site, each with its interpretation, what is to be done about first. */
export function interpretPolicies(
  columns: readonly ReadColumn[],
  { rules, calendar, now, own, decisions }: InterpretationContext,
): readonly InterpretedPolicy[] {
  const watched = columns.filter(({ account }) => STATUS_RULES[account.status].owes);
  const usedFor = (use: 'policies' | 'interpretations') =>
    watched.filter(({ account }) => columnUseOf(account.name, rules) === use);
  const shelves = usedFor('interpretations');
  const policyPosts = usedFor('policies').flatMap(({ posts }) => posts.filter(isThere));
  const articles = [
    ...shelves.flatMap(({ posts }) => posts.filter(isThere)),
    ...policyPosts.filter((post) => !isPolicy(post, rules)),
  ].map(articleOf);
  const policies = new Map<string, SitePost>();
  for (const post of policyPosts) {
    const key = canonicalUrl(post.url);
    if (key !== null && isPolicy(post, rules) && !policies.has(key)) policies.set(key, post);
  }
  const named = new Set([...policies.values()].flatMap(namesOfPost));
  const from = new Date(now.getTime() - rules.windowDays * DAY_MS);
  return [...policies]
    .filter(([, post]) => post.countedAt >= from && policyOwnerOf(post, own) !== 'other')
    .map(([key, post]): InterpretedPolicy => {
      const { dueBy } = dueAt(post.publishedAt, { workingDays: rules.afterWorkingDays }, calendar);
      const docNumber = docNumberOf(post);
      const decision = decisions.find(({ policy }) => policy === key) ?? null;
      const found = pairOf({ key, post, docNumber }, articles, named);
      const byPerson = decision?.act === 'name' ? namedOf(decision, articles) : null;
      const interpretation = byPerson ?? found;
      const unsure = interpretation === null ? unsureOf(post, { shelves, articles, own, dueBy }) : null;
      return {
        ...{ key, url: post.url, title: post.title, docNumber, publishedOn: dayOf(post.publishedAt), dueBy },
        ...{ interpretation, decision },
        ...stateOf({ isPaired: interpretation !== null, decision, isDue: now >= dueBy, unsure }),
      };
    })
    .sort(
      (one, other) =>
        INTERPRETATION_STATES.indexOf(one.state) - INTERPRETATION_STATES.indexOf(other.state) ||
        (one.publishedOn === other.publishedOn ? 0 : one.publishedOn < other.publishedOn ? 1 : -1),
    );
}

function stateOf(about: {
  readonly isPaired: boolean;
  readonly decision: PolicyDecision | null;
  readonly isDue: boolean;
  readonly unsure: UnsureReason | null;
}): Pick<InterpretedPolicy, 'state' | 'unsure'> {
  if (about.isPaired) return { state: 'paired', unsure: null };
  if (about.decision?.act === 'excuse') return { state: 'excused', unsure: null };
  if (!about.isDue) return { state: 'waiting', unsure: null };
  return about.unsure === null ? { state: 'missing', unsure: null } : { state: 'unknown', unsure: about.unsure };
}

function isThere({ standing, goneAt }: SitePost): boolean {
  return standing === 'counted' && goneAt === undefined;
}

interface Article {
  readonly post: SitePost;
  readonly key: string | null;
  readonly links: ReadonlySet<string | null>;
  readonly docNumbers: readonly string[];
  readonly titleNames: readonly string[];
  readonly names: readonly string[];
}

function articleOf(post: SitePost): Article {
  const titleNames = namesIn(post.title);
  return {
    post,
    key: canonicalUrl(post.url),
    links: new Set(post.links.map(canonicalUrl)),
    docNumbers: readDocNumbers(`${post.title}\n${post.text}`),
    titleNames,
    names: [...titleNames, ...namesIn(post.text)],
  };
}

function namesOfPost({ title }: SitePost): readonly string[] {
  return namesOf({ title, normalisedTitle: normaliseTitle(title) });
}

/**
 * The article about a policy: by a link from one to the other, by its 文号, or by its whole title in 《》. Never by
 * likeness. An article whose title names a policy is about that one: what else its text cites are its grounds.
 */
function pairOf(
  { key, post, docNumber }: { readonly key: string; readonly post: SitePost; readonly docNumber: string | null },
  articles: readonly Article[],
  named: ReadonlySet<string>,
): InterpretedPolicy['interpretation'] {
  const names = namesOfPost(post);
  const out = new Set(post.links.map(canonicalUrl));
  const earliestMs = post.countedAt.getTime() - EARLIER_MS;
  const ways: readonly [PairedBy, (article: Article) => boolean][] = [
    ['link', (article) => article.links.has(key) || (article.key !== null && out.has(article.key))],
    ['doc-number', ({ docNumbers }) => docNumber !== null && docNumbers.includes(docNumber)],
    ['title', (article) => article.names.some((name) => names.includes(name))],
  ];
  for (const [by, holds] of ways)
    for (const article of articles) {
      if (article.post.countedAt.getTime() < earliestMs) continue;
      const isOfAnother =
        article.titleNames.some((name) => named.has(name)) && !article.titleNames.some((name) => names.includes(name));
      if (isOfAnother || !holds(article)) continue;
      return { url: article.post.url, title: article.post.title, form: formOf(article.post), by };
    }
  return null;
}

function namedOf({ address }: PolicyDecision, articles: readonly Article[]): InterpretedPolicy['interpretation'] {
  if (address === null) return null;
  const known = articles.find(({ key }) => key !== null && key === canonicalUrl(address))?.post;
  return {
    url: address,
    title: known?.title ?? '',
    form: known === undefined ? 'unknown' : formOf(known),
    by: 'person',
  };
}

/** What keeps us from saying that nothing explains a policy; null: every column was seen whole until its day was over. */
function unsureOf(
  post: SitePost,
  about: {
    readonly shelves: readonly ReadColumn[];
    readonly articles: readonly Article[];
    readonly own: ReadonlySet<string>;
    readonly dueBy: Instant;
  },
): UnsureReason | null {
  const { shelves, articles, own, dueBy } = about;
  if (policyOwnerOf(post, own) !== 'own') return 'whose';
  if (shelves.length === 0) return 'no-column';
  const isSeen = ({ facts: { lastSightAt, completeFromAt }, isCut }: ReadColumn): boolean =>
    !isCut &&
    lastSightAt !== null &&
    lastSightAt >= dueBy &&
    completeFromAt !== null &&
    completeFromAt <= post.countedAt;
  if (!shelves.every(isSeen)) return 'column-not-seen';
  if (!isWhole(post)) return 'policy-unread';
  const isLater = (article: Article): boolean => article.post.countedAt >= post.countedAt;
  return articles.some((article) => isLater(article) && !isWhole(article.post)) ? 'interpretation-unread' : null;
}

/** What the policies of a site say of it: a gap is warned of, never a veto. */
export function judgeInterpretations(
  policies: readonly InterpretedPolicy[],
  columns: readonly Pick<ReadColumn, 'account' | 'facts'>[],
  rules: InterpretationRules,
): SiteFound {
  const count = (state: InterpretationState): number => policies.filter((one) => one.state === state).length;
  const forms = policies.flatMap(({ interpretation }) => (interpretation === null ? [] : [interpretation.form]));
  const figures = {
    ...{ policies: policies.length, paired: count('paired'), waiting: count('waiting'), missing: count('missing') },
    ...{ excused: count('excused'), unsure: count('unknown') },
    ...Object.fromEntries(INTERPRETATION_FORMS.map((form) => [form, forms.filter((one) => one === form).length])),
  };
  const shelves = columns.filter(
    ({ account }) => STATUS_RULES[account.status].owes && columnUseOf(account.name, rules) === 'policies',
  );
  const says = (state: SiteFound['state'], reason: SiteFound['reason']): SiteFound => ({
    ...{ state, reason, figures, clause: state === 'warn' ? rules.clause : null },
  });
  if (shelves.length === 0) return says('unknown', 'no-policy-column');
  if (figures.missing > 0) return says('warn', 'interpretations-missing');
  if (policies.some(({ unsure }) => unsure === 'no-column')) return says('unknown', 'no-interpretation-column');
  const isUnseen = shelves.some(({ facts }) => facts.lastSightAt === null);
  return figures.unsure > 0 || isUnseen
    ? says('unknown', 'interpretations-not-seen')
    : says('pass', 'interpretations-there');
}
