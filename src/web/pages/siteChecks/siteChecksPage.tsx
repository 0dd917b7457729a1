import { useMemo, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { SiteCheckView, SiteStatesView } from '../../../api/siteChecks';
import type { SiteCheckKind, SiteState } from '../../../domain/siteChecks/siteVerdict';
import { DataTable, type Column } from '../../components/dataTable';
import { choicesOf, FilterBar } from '../../components/filterBar';
import { CountLink } from '../../components/links';
import { useListAddress } from '../../components/listAddress';
import { PagedList } from '../../components/pagedList';
import { PageTitle } from '../../components/pageTitle';
import { Panel } from '../../components/panel';
import { Reading } from '../../components/reading';
import { Status } from '../../components/status';
import { Ago } from '../../components/when';
import { paths } from '../../data/paths';
import { useSiteChecks, useSiteStates } from '../../data/siteChecks';
import { PROBE_LOOK, SITE_STATE_LOOK } from '../../words/status';
import { useWords } from '../../words/words';
import { AccountTabs } from '../accounts/accountTabs';
import { VerdictCell } from './verdictCell';

const CHECKS = ['availability', 'home', 'columns', 'interpretations'] as const satisfies readonly SiteCheckKind[];
const STATES = Object.keys(SITE_STATE_LOOK) as SiteState[];
type Row = keyof SiteStatesView['counts'];
const ROWS: readonly Row[] = ['site', ...CHECKS];

/** How many sites stand how, by check; every number leads to those it counts. */
function States({ counts }: Pick<SiteStatesView, 'counts'>): ReactNode {
  const { siteChecks: texts, codes } = useWords();
  const columns = useMemo<readonly Column<Row>[]>(
    () => [
      {
        key: 'check',
        title: texts.columns.check,
        place: 'lead',
        render: (row) => (row === 'site' ? texts.columns.state : codes.siteCheck[row]),
      },
      ...STATES.map((state): Column<Row> => ({
        key: state,
        title: codes.siteState[state],
        align: 'right',
        render: (row) => (
          <CountLink
            count={counts[row][state]}
            to={paths.siteChecks({ [row === 'site' ? 'state' : row]: state })}
            label={codes.siteState[state]}
          />
        ),
      })),
    ],
    [texts, codes, counts],
  );
  return <DataTable label={texts.summary} columns={columns} items={ROWS} keyOf={(row) => row} />;
}

function useColumns(): readonly Column<SiteCheckView>[] {
  const { siteChecks: texts, codes } = useWords();
  return useMemo(
    () => [
      {
        key: 'site',
        title: texts.columns.site,
        place: 'lead',
        className: 'cell-wide',
        // The unit stands under the name: five checks leave no width for a column of its own at 1280 px.
        render: ({ id, name, unitId, unitName }) => (
          <span className="two-lines">
            <Link to={paths.siteCheck(id)}>{name}</Link>
            <Link className="quiet-link soft" to={paths.siteChecks({ unitId })}>
              {unitName}
            </Link>
          </span>
        ),
      },
      {
        key: 'state',
        title: texts.columns.state,
        place: 'state',
        render: ({ state }) => <Status look={SITE_STATE_LOOK[state]} word={codes.siteState[state]} />,
      },
      ...CHECKS.map((check): Column<SiteCheckView> => ({
        key: check,
        title: texts.columns[check],
        render: ({ verdicts }) => <VerdictCell check={check} verdict={verdicts[check]} />,
      })),
      {
        key: 'lastVisit',
        title: texts.columns.lastVisit,
        render: ({ lastVisit }) =>
          lastVisit === null ? (
            texts.none1
          ) : (
            <span className="two-lines">
              <Status quiet look={PROBE_LOOK[lastVisit.outcome]} word={codes.probeOutcome[lastVisit.outcome]} />
              <span className="soft">
                <Ago at={lastVisit.at} />
              </span>
            </span>
          ),
      },
    ],
    [texts, codes],
  );
}

/** 网站检查: the websites in scope by how they stand, the worst first. */
export default function SiteChecksPage(): ReactNode {
  const { siteChecks: texts, codes } = useWords();
  const address = useListAddress(['state', ...CHECKS, 'unitId']);
  const read = useSiteChecks({ ...address.filters, cursor: address.cursor });
  const states = choicesOf(codes.siteState);
  return (
    <>
      <PageTitle name={texts.title} />
      <AccountTabs />
      <p className="soft page-intro">{texts.intro}</p>
      <Panel title={texts.summary}>
        <Reading read={useSiteStates()} what={texts.summary} rows={4}>
          {({ counts }) => <States counts={counts} />}
        </Reading>
      </Panel>
      <FilterBar
        address={address}
        filters={[
          { name: 'state', label: texts.filters.state, choices: states },
          ...CHECKS.map((check) => ({ name: check, label: codes.siteCheck[check], choices: states })),
          { name: 'unitId', label: texts.filters.unit },
        ]}
      />
      <PagedList
        read={read}
        what={texts.title}
        label={texts.title}
        columns={useColumns()}
        keyOf={({ id }) => id}
        empty={texts.none}
        emptyFiltered={texts.noneFiltered}
        address={address}
      />
    </>
  );
}
