import { Button } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { CoverageRowView, CoverageView } from '../../../api/filingFindings';
import { DataTable, type Column } from '../../components/dataTable';
import { EmptyNote } from '../../components/emptyNote';
import { Failure } from '../../components/failure';
import { choicesOf, FilterBar } from '../../components/filterBar';
import { useListAddress } from '../../components/listAddress';
import { PageTitle } from '../../components/pageTitle';
import { Panel } from '../../components/panel';
import { Reading } from '../../components/reading';
import { useCoverage } from '../../data/filingFindings';
import { useTableFile } from '../../data/imports';
import { paths } from '../../data/paths';
import { figure } from '../../time/figure';
import { useWords } from '../../words/words';
import { AccountTabs } from '../accounts/accountTabs';

const STATES = ['missing', 'several', 'accepted', 'unknown', 'met'] as const;

/** How many units meet each requirement, each number a link to exactly those. */
function Counts({ requirements }: Pick<CoverageView, 'requirements'>): ReactNode {
  const {
    filingFindings: { coverage: texts, clause: clauseOf, counts: title },
  } = useWords();
  return (
    <Panel title={title}>
      <ul className="plain-list">
        {requirements.map(({ requirement, weight, source, clause, counts }) => (
          <li key={requirement}>
            {texts.requirement[requirement]} {weight === 'off' ? <span className="soft">{texts.off}</span> : null}
            {STATES.filter((state) => counts[state] > 0).map((state) => (
              <span key={state}>
                <Link to={paths.coverage({ requirement, state })}>
                  {texts.countOf(figure(counts[state]), texts.state[state])}
                </Link>{' '}
              </span>
            ))}
            <div className="soft">{clauseOf(source, clause)}</div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function useColumns(): readonly Column<CoverageRowView>[] {
  const {
    filingFindings: { coverage: texts },
    codes,
    common,
  } = useWords();
  return useMemo(
    () => [
      {
        key: 'unit',
        title: texts.columns.unit,
        place: 'lead' as const,
        render: ({ unitId, unitName }: CoverageRowView) => <Link to={paths.unit(unitId)}>{unitName}</Link>,
      },
      {
        key: 'requirement',
        title: texts.columns.requirement,
        render: ({ requirement }: CoverageRowView) => texts.requirement[requirement],
      },
      {
        key: 'state',
        title: texts.columns.state,
        place: 'state' as const,
        render: ({ unitId, requirement, state }: CoverageRowView) => (
          <>
            {texts.state[state]}{' '}
            {state === 'missing' || state === 'several' || state === 'accepted' ? (
              <Link
                className="quiet-link"
                to={paths.filingFindings({
                  kind: requirement === 'one-per-platform' ? 'duplicate' : requirement,
                  unit: unitId,
                })}
              >
                {texts.explain}
              </Link>
            ) : null}
          </>
        ),
      },
      {
        key: 'lacking',
        title: texts.columns.lacking,
        render: ({ lacking, several }: CoverageRowView) => {
          const named = (platforms: CoverageRowView['lacking']): string =>
            platforms.map((platform) => codes.platform[platform]).join(common.comma);
          if (several.length > 0) return texts.severalOn(named(several));
          return lacking.length === 0 ? '—' : named(lacking);
        },
      },
      {
        key: 'accounts',
        title: texts.columns.accounts,
        render: ({ unitId, accounts }: CoverageRowView) =>
          accounts.length === 0
            ? '—'
            : accounts.map(({ platform, count }) => (
                <span key={platform}>
                  <Link to={paths.accounts({ unit: unitId, platform, status: 'active' })}>
                    {codes.platform[platform]} {figure(count)}
                  </Link>{' '}
                </span>
              )),
      },
    ],
    [texts, codes, common],
  );
}

/** 覆盖: which units have the accounts that a text demands of them. */
export default function CoveragePage(): ReactNode {
  const {
    filingFindings: { coverage: texts },
    common,
  } = useWords();
  const address = useListAddress(['requirement', 'state']);
  const { requirement, state } = address.filters;
  const columns = useColumns();
  const exporting = useTableFile();
  return (
    <>
      <div className="page-title">
        <PageTitle name={texts.title} />
        <Button
          className="head-action"
          loading={exporting.isPending}
          onClick={() => exporting.mutate(paths.coverageTable({ requirement, state }))}
        >
          {texts.exported}
        </Button>
      </div>
      <AccountTabs />
      <p className="soft page-intro">{texts.intro}</p>
      {exporting.error === null ? null : (
        <Failure failure={exporting.error} title={common.failure.actionTitle(texts.exported)} of="asking" />
      )}
      <Reading read={useCoverage({ requirement, state })} what={texts.title} rows={8}>
        {({ requirements, items }) => (
          <>
            <Counts requirements={requirements} />
            <FilterBar
              address={address}
              filters={[
                { name: 'requirement', label: texts.filters.requirement, choices: choicesOf(texts.requirement) },
                { name: 'state', label: texts.filters.state, choices: choicesOf(texts.state) },
              ]}
            />
            {items.length === 0 ? (
              <EmptyNote why={address.filtered ? texts.noneFiltered : texts.none} />
            ) : (
              <DataTable
                label={texts.title}
                columns={columns}
                items={items}
                keyOf={({ unitId, requirement: of }) => `${unitId} ${of}`}
              />
            )}
          </>
        )}
      </Reading>
    </>
  );
}
