import { useMemo, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { LOOK_OUTCOME_ORDER, OUTCOME_LOOK, PLATFORM_ORDER } from '../words/status';
import type { LookOutcome } from '../../domain/accounts/look';
import type { SummaryView } from '../../api/summary';
import { paths } from '../data/paths';
import { figure, percent } from '../time/figure';
import { useFirstWords, wordOf } from '../words/words';
import { DataTable, type Column } from './dataTable';
import { Shape, Status } from './status';
import { Ago, When } from './when';

type PlatformSight = SummaryView['sourceHealth']['platforms'][number];
type Incident = SummaryView['sourceHealth']['incidents'][number];

/** How the latest looks at the accounts of a platform ended, each count leading to its accounts. */
function Outcomes({ sight }: { readonly sight: PlatformSight }): ReactNode {
  const { codes, today } = useFirstWords();
  const shown = LOOK_OUTCOME_ORDER.filter((outcome) => (sight.outcomes[outcome] ?? 0) > 0);
  if (shown.length === 0) return <span className="soft">{today.sourceHealth.noLooks}</span>;
  return (
    <span className="outcomes">
      {shown.map((outcome) => (
        <Link
          key={outcome}
          className={`plain-link status look-${OUTCOME_LOOK[outcome]}`}
          to={paths.accounts({ platform: sight.platform, outcome })}
        >
          <Shape look={OUTCOME_LOOK[outcome]} />
          <span>
            {codes.outcome[outcome]} <span className="num">{figure(sight.outcomes[outcome] ?? 0)}</span>
          </span>
        </Link>
      ))}
    </span>
  );
}

function Seen({ part, whole }: { readonly part: number; readonly whole: number }): ReactNode {
  const { common } = useFirstWords();
  return (
    <span className="num">
      {common.countOf(figure(part), figure(whole))} <span className="soft">{percent(part, whole)}</span>
    </span>
  );
}

/** Per platform: how many accounts, how many of them were seen lately, and how the looks ended. */
export function PlatformSightTable({ platforms }: { readonly platforms: readonly PlatformSight[] }): ReactNode {
  const {
    today: { sourceHealth: texts },
    codes,
  } = useFirstWords();
  const columns = useMemo<readonly Column<PlatformSight>[]>(
    () => [
      {
        key: 'platform',
        title: texts.platform,
        place: 'lead',
        render: (sight) => (
          <Link to={paths.accounts({ platform: sight.platform })}>{codes.platform[sight.platform]}</Link>
        ),
      },
      { key: 'lastSight', title: texts.lastSight, render: (sight) => <Ago at={sight.lastSightAt} /> },
      {
        key: 'lastHour',
        title: texts.lastHour,
        align: 'right',
        render: (sight) => <Seen part={sight.seenLastHour} whole={sight.accounts} />,
      },
      {
        key: 'lastDay',
        title: texts.lastDay,
        align: 'right',
        render: (sight) => <Seen part={sight.seenLastDay} whole={sight.accounts} />,
      },
      { key: 'outcomes', title: texts.outcomes, render: (sight) => <Outcomes sight={sight} /> },
    ],
    [texts, codes],
  );
  const inOrder = [...platforms].sort(
    (one, other) => PLATFORM_ORDER.indexOf(one.platform) - PLATFORM_ORDER.indexOf(other.platform),
  );
  return <DataTable label={texts.title} columns={columns} items={inOrder} keyOf={(sight) => sight.platform} />;
}

/** The outcome of which an incident is about, from its key `platform:outcome`; null for trouble on our own side. */
function outcomeOf(incident: Incident): LookOutcome | null {
  return LOOK_OUTCOME_ORDER.find((outcome) => incident.key === `${incident.platform ?? ''}:${outcome}`) ?? null;
}

/** Many accounts failing for one cause, said once; the sentence leads to the accounts concerned. */
export function IncidentLine({ incident }: { readonly incident: Incident }): ReactNode {
  const {
    today: { sourceHealth: texts },
    codes,
  } = useFirstWords();
  const outcome = outcomeOf(incident);
  const reason =
    outcome === null
      ? wordOf(codes.outcome, incident.reason)
      : `${codes.outcome[outcome]}${incident.reason === outcome ? '' : ` (${incident.reason})`}`;
  const sentence = texts.incident({ accounts: figure(incident.accounts), reason });
  return (
    <li className="incident">
      <Status look="unknown" word={incident.platform === null ? texts.ownNetwork : codes.platform[incident.platform]} />
      <Link to={paths.accounts({ platform: incident.platform, outcome: outcome ?? 'unreachable' })}>{sentence}</Link>
      <span className="soft">
        {texts.since} <When at={incident.openedAt} />
      </span>
    </li>
  );
}
