import type { Account } from '../../domain/accounts/account';
import { isSelectorReadable } from '../reading/listPage';
import type { ListSelectors } from '../reading/listPage';

/** Ways to read a column: feed, list page, 大汉版通, TRS, 开普云. */
const PORTAL_KINDS = ['rss', 'list', 'jpage', 'trs', 'kaipu'] as const;
export type PortalKind = (typeof PORTAL_KINDS)[number];

/** How one column is read; made from the account's settings. */
export interface PortalProfile extends ListSelectors {
  readonly kind: PortalKind;
  readonly listUrl: string;
  /** Further pages read in each look. */
  readonly nextPages: number;
}

/** What is wrong with one setting. Codes are stable; the message is for the officer who fills it in. */
export interface ProfileProblem {
  readonly field: 'kind' | 'listUrl' | 'nextPages' | (typeof SELECTORS)[number];
  readonly code: 'not-known' | 'missing' | 'not-an-address' | 'not-readable' | 'not-used' | 'out-of-range';
  readonly message: string;
}

const SELECTORS = ['itemSelector', 'titleSelector', 'dateSelector', 'linkSelector'] as const;
export const MOST_NEXT_PAGES = 5;
/** Kinds whose rows are elements of a page. */
const HAS_ROWS_IN_HTML: ReadonlySet<PortalKind> = new Set(['list', 'jpage', 'trs']);

type Settings = Readonly<Record<string, string>>;

/**
 * Everything that is wrong with a column's settings, field by field; empty: it can be looked at. `fallbackUrl` is used
 * where no `listUrl` is given.
 */
export function checkProfile(settings: Settings, fallbackUrl = ''): readonly ProfileProblem[] {
  const kind = kindOf(settings);
  const listUrl = filled(settings['listUrl']) ?? fallbackUrl;
  const problems: ProfileProblem[] = [];
  if (kind === null)
    problems.push({ field: 'kind', code: 'not-known', message: `读取方式只能是 ${PORTAL_KINDS.join('、')} 之一` });
  if (listUrl === '') problems.push({ field: 'listUrl', code: 'missing', message: '请填写列表或订阅源的地址' });
  else if (!isWebAddress(listUrl))
    problems.push({ field: 'listUrl', code: 'not-an-address', message: '列表地址须是完整的 http 或 https 地址' });
  if (nextPagesOf(settings) === null)
    problems.push({ field: 'nextPages', code: 'out-of-range', message: `续读页数须是 0 至 ${MOST_NEXT_PAGES} 的整数` });
  for (const field of SELECTORS) {
    const selector = filled(settings[field]);
    if (selector === null) continue;
    if (kind !== null && !HAS_ROWS_IN_HTML.has(kind))
      problems.push({ field, code: 'not-used', message: '这种读取方式不用选择器，请清空' });
    else if (!isSelectorReadable(selector))
      problems.push({ field, code: 'not-readable', message: '选择器的写法有误，应为 CSS 选择器，如 ul.list li' });
    else if (field !== 'itemSelector' && filled(settings['itemSelector']) === null)
      problems.push({ field, code: 'not-used', message: '填写本项须先填写列表行选择器' });
  }
  return problems;
}

/** The profile of an account, or what is wrong with it. */
export function readProfile({
  settings,
  externalId,
}: Pick<Account, 'settings' | 'externalId'>):
  { readonly profile: PortalProfile } | { readonly problems: readonly ProfileProblem[] } {
  // What is merely superfluous is told when it is saved, and keeps nobody from looking.
  const problems = checkProfile(settings, externalId).filter(({ code }) => code !== 'not-used');
  const [kind, nextPages] = [kindOf(settings), nextPagesOf(settings)];
  if (problems.length > 0 || kind === null || nextPages === null) return { problems };
  const [itemSelector, titleSelector, dateSelector, linkSelector] = SELECTORS.map((field) => filled(settings[field]));
  return {
    profile: {
      kind,
      listUrl: filled(settings['listUrl']) ?? externalId,
      nextPages,
      itemSelector: itemSelector ?? null,
      titleSelector: titleSelector ?? null,
      dateSelector: dateSelector ?? null,
      linkSelector: linkSelector ?? null,
    },
  };
}

function kindOf(settings: Settings): PortalKind | null {
  const given = filled(settings['kind']) ?? 'list';
  return PORTAL_KINDS.find((kind) => kind === given) ?? null;
}

function nextPagesOf(settings: Settings): number | null {
  const given = filled(settings['nextPages']) ?? '0';
  return /^\d$/.test(given) && Number(given) <= MOST_NEXT_PAGES ? Number(given) : null;
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function filled(text: string | undefined): string | null {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}
