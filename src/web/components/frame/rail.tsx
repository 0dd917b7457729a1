import type { ReactNode } from 'react';
import { Link, NavLink, useLocation } from 'react-router-dom';
import { paths } from '../../data/paths';
import { useReviewCount } from '../../data/reviews';
import { useSummary } from '../../data/queries';
import { changeAppearance, useAppearance } from '../../theme/appearance';
import { figure } from '../../time/figure';
import { useFirstWords } from '../../words/words';
import type { FirstWords } from '../../words/zh/first';
import type { SummaryView } from '../../../api/summary';

type Place = keyof FirstWords['frame']['nav'];

/** One stroke drawings, 16 px; the word carries the meaning. */
const ICONS: Readonly<Record<Place, string>> = {
  today: 'M3 3h10v10H3ZM3 6h10M6 9h1M9 9h1M6 11h1',
  accounts: 'M2 4h12v8H2ZM4.5 7h3M4.5 9h5M10 7h1.5',
  mandates: 'M4 2h6l2 2v10H4ZM6.5 8h3M8 6.5 9.5 8 8 9.5',
  ownPosts: 'M3 2h7l3 3v9H3ZM5.5 8h5M5.5 10.5h5M10 2v3h3',
  submissions: 'M2 9v4h12V9M8 10V2.5M5 5.5 8 2.5l3 3',
  duties: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11M8 5v3.2l2.2 1.6',
  cases: 'M2 5h4l1-1.5h7V13H2ZM5 9h6',
  alerts: 'M8 2v1M4 11V7.5a4 4 0 0 1 8 0V11l1 1H3ZM7 14h2',
  settings: 'M2 4.5h7M12 4.5h2M9 3h3v3H9ZM2 11.5h2M7 11.5h7M4 10h3v3H4Z',
  sources: 'M1.5 8S4 4 8 4s6.5 4 6.5 4-2.5 4-6.5 4S1.5 8 1.5 8ZM8 6.5A1.5 1.5 0 1 1 8 9.5 1.5 1.5 0 0 1 8 6.5',
};

interface Waiting {
  readonly count: number;
  readonly to: string;
  readonly title: string;
}

/**
 * What waits behind each entry: only what somebody has to look at. The count is a link of its own to exactly what it
 * counts.
 */
function waitingOf(summary: SummaryView | undefined, words: FirstWords): Partial<Record<Place, Waiting>> {
  if (summary === undefined) return {};
  const { cases, breachingSoon, unacknowledged, sourceHealth } = summary;
  const openCases = Object.entries(cases).reduce((sum, [state, count]) => (state === 'closed' ? sum : sum + count), 0);
  return {
    accounts: {
      count: breachingSoon.total,
      to: paths.accounts({ breachWithinHours: 48 }),
      title: words.today.breaching.title,
    },
    mandates: {
      count: summary.openMandates,
      to: paths.mandates({ open: true }),
      title: words.today.mandates.title,
    },
    cases: { count: openCases, to: paths.cases({ open: true }), title: words.cases.counts(figure(openCases)) },
    alerts: {
      count: unacknowledged.critical,
      to: paths.alerts({ state: 'open', severity: 'critical' }),
      title: `${words.codes.alertState.open} ${words.codes.severity.critical}`,
    },
    sources: { count: sourceHealth.incidents.length, to: paths.sources, title: words.sources.incidents.title },
  };
}

const PLACES: readonly (readonly [Place, string])[] = [
  ['today', paths.today],
  ['accounts', paths.accounts()],
  ['mandates', paths.mandates()],
  ['ownPosts', paths.ownPosts()],
  ['submissions', paths.submissions()],
  ['duties', paths.duties({ owed: true })],
  ['cases', paths.cases({ open: true })],
  ['alerts', paths.alerts()],
  ['sources', paths.sources],
  ['settings', paths.settings],
];

/** On a phone six entries have room; these are reached through the last, which is called 更多 there. */
const NOT_ON_PHONES: ReadonlySet<Place> = new Set(['ownPosts', 'submissions', 'duties', 'sources']);

/** Pages that belong to a place without lying under its address. */
const BELONGS: Readonly<Partial<Record<Place, readonly string[]>>> = {
  today: ['/reviews', '/review-flows'],
  accounts: ['/sites', '/site-checks', '/filing-findings', '/coverage', '/onboarding', '/official-lists'],
  mandates: ['/policies', '/obligations', '/manual-tasks', '/mandate-rules'],
  submissions: ['/submission-standing', '/submission-quotas', '/submission-awards'],
  duties: ['/interactions', '/asked-duties', '/duty-figures', '/survey-plans', '/emergencies', '/meetings'],
  alerts: ['/reminders'],
  sources: ['/credentials', '/publish-jobs', '/training', '/storage'],
  settings: [
    ...['/units', '/people', '/roles', '/handovers', '/liaisons', '/courses'],
    ...['/notify', '/imports', '/own-words', '/me'],
  ],
};

function WaitingCount({ waiting }: { readonly waiting: Waiting | undefined }): ReactNode {
  if (waiting === undefined || waiting.count === 0) return null;
  return (
    <Link
      className="rail-count num"
      to={waiting.to}
      title={waiting.title}
      aria-label={`${waiting.title} ${waiting.count}`}
    >
      {figure(waiting.count)}
    </Link>
  );
}

/** Below 必转任务, while policies wait for a person: a line of its own, because the count above is that of mandates. */
function AwaitedEntry({ count }: { readonly count: number }): ReactNode {
  const { policies: texts } = useFirstWords();
  if (count === 0) return null;
  return (
    <Link className="rail-under" to={paths.policiesAwaiting} title={texts.awaited(figure(count))}>
      <span className="rail-word">{texts.awaitedShort}</span> <span className="num">{figure(count)}</span>
    </Link>
  );
}

/** Below 今日, while reviews wait for whoever looks. */
function MineEntry(): ReactNode {
  const { reviews: texts } = useFirstWords().frame;
  const count = useReviewCount().data?.waiting ?? 0;
  if (count === 0) return null;
  return (
    <Link className="rail-under" to={paths.reviews()} title={texts.waiting(figure(count))}>
      <span className="rail-word">{texts.mine}</span> <span className="num">{figure(count)}</span>
    </Link>
  );
}

export function Rail(): ReactNode {
  const words = useFirstWords();
  const { frame } = words;
  const { railNarrow } = useAppearance();
  const summary = useSummary().data;
  const waiting = waitingOf(summary, words);
  const { pathname } = useLocation();
  const isWithin = (place: Place): boolean =>
    BELONGS[place]?.some((start) => `${pathname}/`.startsWith(`${start}/`)) ?? false;
  const toggle = railNarrow ? frame.expand : frame.collapse;
  return (
    <nav className="rail" aria-label={frame.navLabel}>
      <div className="rail-brand">
        <img src="/favicon.svg" alt="" width="24" height="24" />
        <span>{frame.product}</span>
      </div>
      <ul>
        {PLACES.map(([place, to]) => (
          <li key={place} className={NOT_ON_PHONES.has(place) ? 'rail-wide' : undefined}>
            <NavLink
              to={to}
              end={place === 'today'}
              className={({ isActive }) => `rail-item${isActive || isWithin(place) ? ' active' : ''}`}
              title={railNarrow ? frame.nav[place] : undefined}
            >
              <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
                <path
                  d={ICONS[place]}
                  fill="none"
                  stroke="currentColor"
                  strokeWidth="1.2"
                  strokeLinejoin="round"
                  strokeLinecap="round"
                />
              </svg>
              <span className={`rail-word${place === 'settings' ? ' rail-wide' : ''}`}>{frame.nav[place]}</span>
              {place === 'settings' ? <span className="rail-phone">{frame.more}</span> : null}
            </NavLink>
            <WaitingCount waiting={waiting[place]} />
            {place === 'today' ? <MineEntry /> : null}
            {place === 'mandates' ? <AwaitedEntry count={summary?.policiesAwaiting?.total ?? 0} /> : null}
          </li>
        ))}
      </ul>
      <button
        type="button"
        className="rail-toggle"
        title={toggle}
        aria-label={toggle}
        aria-expanded={!railNarrow}
        onClick={() => changeAppearance({ railNarrow: !railNarrow })}
      >
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
          <path d={railNarrow ? 'M6 3l5 5-5 5' : 'M10 3 5 8l5 5'} fill="none" stroke="currentColor" strokeWidth="1.4" />
        </svg>
        <span className="rail-word">{toggle}</span>
      </button>
    </nav>
  );
}
