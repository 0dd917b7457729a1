import { Button } from 'antd';
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { UnitView } from '../../../api/people';
import { DataTable, type Column } from '../../components/dataTable';
import { EmptyNote } from '../../components/emptyNote';
import { PageTitle } from '../../components/pageTitle';
import { Reading } from '../../components/reading';
import { useMe } from '../../data/queries';
import { useUnits } from '../../data/units';
import { paths } from '../../data/paths';
import { useWords } from '../../words/words';
import { useSectorNames } from '../policies/sectorNames';
import { MoveDialog } from './moveDialog';
import { UnitState } from './unitState';
import { inTreeOrder, type PlacedUnit } from './unitTree';

const AddUnit = lazy(() => import('./addUnit'));
const ChangeUnit = lazy(() => import('./changeUnit'));

const INDENT_EM = 1.5;

/** 单位: the tree of units as the reader sees it, and changing who stands above whom. */
export default function UnitsPage(): ReactNode {
  const {
    units: texts,
    imports: importTexts,
    common: { comma },
  } = useWords();
  const { nameOf } = useSectorNames();
  const read = useUnits();
  const me = useMe().data;
  const [chosen, setChosen] = useState<UnitView | null>(null);
  const [changing, setChanging] = useState<UnitView | null>(null);
  const [adding, setAdding] = useState(false);
  const [done, setDone] = useState<string | null>(null);
  const may = me?.actions.includes('people.manage') ?? false;
  const names = useMemo(() => new Map(read.data?.items.map(({ id, name }) => [id, name])), [read.data]);
  const columns = useMemo<readonly Column<PlacedUnit>[]>(
    () => [
      {
        key: 'name',
        title: texts.columns.name,
        place: 'lead',
        render: ({ unit, above }) => (
          <span style={{ paddingInlineStart: `${(above.length - 1) * INDENT_EM}em` }}>
            <Link to={paths.unit(unit.id)}>{unit.name}</Link>{' '}
            {unit.closed === null ? null : (
              <UnitState unit={unit} intoName={names.get(unit.closed.intoId ?? '') ?? null} />
            )}
          </span>
        ),
      },
      {
        key: 'level',
        title: texts.columns.level,
        className: 'cell-short',
        render: ({ unit }) => texts.level[unit.level],
      },
      {
        key: 'sectors',
        title: texts.columns.sectors,
        render: ({ unit }) => (unit.sectors.length === 0 ? '—' : unit.sectors.map(nameOf).join(comma)),
      },
      {
        key: 'region',
        title: texts.columns.region,
        render: ({ unit }) => (unit.region === '' ? '—' : (unit.regionName ?? <code>{unit.region}</code>)),
      },
      {
        key: 'superior',
        title: texts.columns.superior,
        render: ({ unit }) => (unit.parentId === null ? texts.top : (names.get(unit.parentId) ?? '—')),
      },
      {
        key: 'act',
        title: '',
        align: 'right',
        render: ({ unit }) => (
          <span className="row-actions">
            {may && me?.unitId === null && unit.closed === null ? (
              <Button size="small" aria-label={texts.change.title(unit.name)} onClick={() => setChanging(unit)}>
                {texts.change.button}
              </Button>
            ) : null}
            {may && unit.id !== me?.unitId && unit.closed === null ? (
              <Button size="small" aria-label={texts.moveTitle(unit.name)} onClick={() => setChosen(unit)}>
                {texts.button}
              </Button>
            ) : null}
          </span>
        ),
      },
    ],
    [texts, names, may, me, nameOf, comma],
  );
  return (
    <>
      <div className="page-title">
        <PageTitle name={texts.title} />
        {me?.actions.includes('account.write') ? <Link to={paths.imports}>{importTexts.title}</Link> : null}
        {may ? (
          <Button className="head-action" onClick={() => setAdding(true)}>
            {texts.add.button}
          </Button>
        ) : null}
      </div>
      <p className="soft page-intro">{texts.intro}</p>
      {done === null ? null : <p role="status">{done}</p>}
      {adding ? (
        <Suspense fallback={null}>
          <AddUnit
            onClose={() => setAdding(false)}
            onAdded={(unit) => {
              setDone(texts.add.done(unit.name));
              setAdding(false);
            }}
          />
        </Suspense>
      ) : null}
      <Reading read={read} what={texts.title} rows={8}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyNote why={texts.none} />
          ) : (
            <>
              <DataTable
                label={texts.title}
                columns={columns}
                items={inTreeOrder(items)}
                keyOf={({ unit }) => unit.id}
              />
              {changing === null ? null : (
                <Suspense fallback={null}>
                  <ChangeUnit
                    unit={changing}
                    onClose={() => setChanging(null)}
                    onChanged={() => {
                      setDone(texts.change.done(changing.name));
                      setChanging(null);
                    }}
                  />
                </Suspense>
              )}
              {chosen === null ? null : (
                <MoveDialog
                  unit={chosen}
                  units={items}
                  onClose={() => setChosen(null)}
                  onMoved={(superior) => {
                    setDone(texts.moved(chosen.name, superior.name));
                    setChosen(null);
                  }}
                />
              )}
            </>
          )
        }
      </Reading>
    </>
  );
}
