import { Button } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { LiaisonGapsView, UnfilledUnitView } from '../../../api/team';
import type { LiaisonDuty, LiaisonGap } from '../../../domain/team/liaison';
import { DataTable, type Column } from '../../components/dataTable';
import { EmptyNote } from '../../components/emptyNote';
import { Failure } from '../../components/failure';
import { choicesOf, FilterBar } from '../../components/filterBar';
import { useListAddress } from '../../components/listAddress';
import { PagedList } from '../../components/pagedList';
import { PageTitle } from '../../components/pageTitle';
import { Panel } from '../../components/panel';
import { Reading } from '../../components/reading';
import { useTableFile } from '../../data/imports';
import { paths } from '../../data/paths';
import { useMe } from '../../data/queries';
import { useLiaisonGaps, useLiaisons, useUnfilled } from '../../data/team';
import { useWords, wordOf } from '../../words/words';
import { liaisonColumns } from './liaisonColumns';
import { LiaisonDialogs, type LiaisonAct } from './liaisonDialogs';

const GAPS: readonly LiaisonGap[] = ['missing', 'below-rank', 'too-many'];

/** How each duty is filled: every gap with its number, which leads to the units it counts. */
function Gaps({ gaps }: { readonly gaps: LiaisonGapsView }): ReactNode {
  const { team: texts } = useWords();
  const isComplete = gaps.duties.every((duty) => GAPS.every((gap) => duty.gaps[gap] === 0));
  return (
    <>
      {isComplete ? <p>{texts.complete(gaps.units)}</p> : null}
      <ul>
        {gaps.duties.map((rule) => (
          <li key={rule.duty}>
            <strong>{texts.duty[rule.duty]}</strong> {texts.wanted(rule.least, rule.most)}
            {rule.leastRank === null ? '' : texts.wantedRank(texts.rank[rule.leastRank])}{' '}
            {GAPS.filter((gap) => rule.gaps[gap] > 0).map((gap) => (
              <Link key={gap} to={paths.liaisons({ duty: rule.duty, gap })}>
                {texts.gapOf(rule.gaps[gap], texts.gap[gap](texts.duty[rule.duty]))}{' '}
              </Link>
            ))}
            <div className="soft">
              {texts.source} {rule.source}
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The units behind one of the numbers, each with the way to fill what it lacks. */
function Unfilled({
  duty,
  gap,
  onFile,
}: {
  readonly duty: LiaisonDuty;
  readonly gap: LiaisonGap;
  readonly onFile: ((unitId: string) => void) | null;
}): ReactNode {
  const { team: texts } = useWords();
  const read = useUnfilled(duty, gap);
  const what = texts.unitsOf(texts.gap[gap](texts.duty[duty]));
  const columns: readonly Column<UnfilledUnitView>[] = [
    {
      key: 'name',
      title: texts.unitColumns.name,
      place: 'lead',
      render: ({ id, name }) => <Link to={paths.unit(id)}>{name}</Link>,
    },
    { key: 'superior', title: texts.unitColumns.superior, render: ({ superiorName }) => superiorName ?? '—' },
    { key: 'holders', title: texts.unitColumns.holders, align: 'right', render: ({ holders }) => holders },
    {
      key: 'act',
      title: '',
      align: 'right',
      render: ({ id, name }) =>
        onFile === null || gap === 'too-many' ? null : (
          <Button size="small" aria-label={texts.addTitle(name)} onClick={() => onFile(id)}>
            {texts.add}
          </Button>
        ),
    },
  ];
  return (
    <Panel title={what} aside={<Link to={paths.liaisons()}>{texts.back}</Link>}>
      <Reading read={read} what={what} rows={6}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyNote why={texts.noGap} />
          ) : (
            <DataTable label={what} columns={columns} items={items} keyOf={({ id }) => id} />
          )
        }
      </Reading>
    </Panel>
  );
}

/** 联络员名册: who of each unit answers for its accounts, what is lacking, and every change of it. */
export default function LiaisonsPage(): ReactNode {
  const { team: texts, common } = useWords();
  const me = useMe().data;
  const address = useListAddress(['duty', 'unit', 'gap', 'current']);
  const { duty, unit, gap, current } = address.filters;
  const read = useLiaisons({ duty, unit, current, cursor: address.cursor });
  const gaps = useLiaisonGaps();
  const [act, setAct] = useState<LiaisonAct | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const may = me?.actions.includes('team.manage') ?? false;
  const mayExport = me?.actions.includes('account.write') ?? false;
  const table = useTableFile();
  const columns = useMemo(
    () =>
      liaisonColumns(texts, {
        withUnit: true,
        act: may ? (step, liaison) => setAct(step === 'end' ? { ending: liaison } : { start: { liaison } }) : null,
      }),
    [texts, may],
  );
  const chosenGap = GAPS.find((one) => one === gap);
  const chosenDuty = (Object.keys(texts.duty) as LiaisonDuty[]).find((one) => one === duty);
  return (
    <>
      <div className="page-title">
        <PageTitle name={texts.title} />
        {may ? (
          <span className="row-actions">
            {mayExport ? (
              <>
                <Button onClick={() => table.mutate('/register/export?kind=liaisons&format=xlsx')}>{texts.xlsx}</Button>
                <Button onClick={() => table.mutate('/register/export?kind=liaisons&format=csv')}>{texts.csv}</Button>
                <Link to={paths.imports}>{texts.fromTable}</Link>
              </>
            ) : null}
            <Button onClick={() => setAct({ start: { unitId: null, duty: chosenDuty ?? 'informant' } })}>
              {texts.add}
            </Button>
          </span>
        ) : null}
      </div>
      <p className="soft page-intro">{texts.intro}</p>
      {table.error === null ? null : <Failure failure={table.error} title={common.failure.actionTitle(texts.xlsx)} />}
      {done === null ? null : <p role="status">{done}</p>}
      {chosenGap !== undefined && chosenDuty !== undefined ? (
        <Unfilled
          duty={chosenDuty}
          gap={chosenGap}
          onFile={may ? (unitId) => setAct({ start: { unitId, duty: chosenDuty } }) : null}
        />
      ) : (
        <>
          <Panel title={texts.gaps}>
            <Reading read={gaps} what={texts.gaps} rows={4}>
              {(value) => <Gaps gaps={value} />}
            </Reading>
          </Panel>
          <FilterBar
            address={address}
            filters={[
              { name: 'duty', label: texts.filters.duty, choices: choicesOf(texts.duty) },
              {
                name: 'current',
                label: texts.filters.current,
                choices: [{ value: 'true', label: texts.currentOnly }],
              },
              {
                name: 'unit',
                label: texts.filters.unit,
                shown: wordOf(
                  Object.fromEntries(read.data?.items.map((one) => [one.unitId, one.unitName]) ?? []),
                  unit ?? '',
                ),
              },
            ]}
          />
          <PagedList
            read={read}
            what={texts.title}
            label={texts.title}
            columns={columns}
            keyOf={({ id }) => id}
            empty={texts.none}
            emptyFiltered={texts.noneFiltered}
            address={address}
          />
        </>
      )}
      <LiaisonDialogs act={act} onClose={() => setAct(null)} onDone={setDone} />
    </>
  );
}
