import { Button } from 'antd';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { Link, useParams } from 'react-router-dom';
import type { UnitDetailView } from '../../../api/people';
import { PageTitle } from '../../components/pageTitle';
import { Facts, Panel } from '../../components/panel';
import { Reading } from '../../components/reading';
import { When } from '../../components/when';
import { SilenceBanner } from '../../components/silenceBanner';
import { paths } from '../../data/paths';
import { useMe } from '../../data/queries';
import { useUnit, useUnits } from '../../data/units';
import { useWords } from '../../words/words';
import { useSectorNames } from '../policies/sectorNames';
import { UnitLiaisons } from '../team/unitLiaisons';
import { MoveDialog } from './moveDialog';
import { UnitHistory } from './unitHistory';
import { FindingCountOf } from '../filingFindings/findingsOf';
import { UnitHoldings } from './unitHoldings';
import { UnitOnboarding } from './unitOnboarding';
import { UnitState } from './unitState';

const ChangeUnit = lazy(() => import('./changeUnit'));
const RecordDialog = lazy(() => import('./recordDialog'));
const MergeDialog = lazy(() => import('./mergeDialog'));
const StepDialog = lazy(() => import('./stepDialog'));

type Act = 'record' | 'change' | 'move' | 'merge' | 'close' | 'reopen';

function What({ unit }: { readonly unit: UnitDetailView }): ReactNode {
  const { units: texts, common } = useWords();
  const { nameOf } = useSectorNames();
  const { page } = texts;
  return (
    <Facts
      items={[
        [page.state, <UnitState key="state" unit={unit} intoName={unit.into?.name ?? null} />],
        ...(unit.closed === null ? [] : ([[page.closed, <When key="at" at={unit.closed.at} />]] as const)),
        [
          texts.columns.superior,
          unit.superior === null ? (
            texts.top
          ) : (
            <Link key="superior" to={paths.unit(unit.superior.id)}>
              {unit.superior.name}
            </Link>
          ),
        ],
        [texts.columns.level, texts.level[unit.level]],
        [texts.columns.sectors, unit.sectors.length === 0 ? '—' : unit.sectors.map(nameOf).join(common.comma)],
        [
          texts.columns.region,
          unit.region === '' ? (
            page.none
          ) : (
            <span key="region">
              {unit.regionName ?? page.unknownRegion} <code>{unit.region}</code>
            </span>
          ),
        ],
        [page.creditCode, unit.creditCode === null ? page.none : <code key="code">{unit.creditCode}</code>],
        [
          page.key,
          <span key="key">
            <code>{unit.key}</code> <span className="soft">{page.keyHint}</span>
          </span>,
        ],
        ...(unit.absorbed.length === 0
          ? []
          : ([
              [
                page.absorbed,
                unit.absorbed.map(({ id, name }) => (
                  <Link key={id} to={paths.unit(id)}>
                    {name}{' '}
                  </Link>
                )),
              ],
            ] as const)),
      ]}
    />
  );
}

function Acts({ unit, onAct }: { readonly unit: UnitDetailView; readonly onAct: (act: Act) => void }): ReactNode {
  const { units: texts } = useWords();
  const me = useMe().data;
  if (me === undefined || !me.actions.includes('people.manage') || unit.id === me.unitId) return null;
  if (unit.closed !== null)
    return (
      <Button className="head-action" onClick={() => onAct('reopen')}>
        {texts.reopen.button}
      </Button>
    );
  return (
    <span className="row-actions">
      <Button onClick={() => onAct('record')}>{texts.record.button}</Button>
      {me.unitId === null ? <Button onClick={() => onAct('change')}>{texts.change.button}</Button> : null}
      <Button onClick={() => onAct('move')}>{texts.button}</Button>
      <Button onClick={() => onAct('merge')}>{texts.merge.button}</Button>
      <Button danger onClick={() => onAct('close')}>
        {texts.close.button}
      </Button>
    </span>
  );
}

function Dialog({
  unit,
  act,
  onClose,
  onDone,
}: {
  readonly unit: UnitDetailView;
  readonly act: Act;
  readonly onClose: () => void;
  readonly onDone: (said: string) => void;
}): ReactNode {
  const { units: texts } = useWords();
  const units = useUnits().data?.items ?? [];
  switch (act) {
    case 'record':
      return <RecordDialog unit={unit} onClose={onClose} onDone={onDone} />;
    case 'change':
      return <ChangeUnit unit={unit} onClose={onClose} onChanged={() => onDone(texts.change.done(unit.name))} />;
    case 'move':
      return (
        <MoveDialog
          unit={unit}
          units={units}
          onClose={onClose}
          onMoved={(superior) => onDone(texts.moved(unit.name, superior.name))}
        />
      );
    case 'merge':
      return <MergeDialog unit={unit} onClose={onClose} onDone={onDone} />;
    case 'close':
    case 'reopen':
      return <StepDialog unit={unit} step={act} onClose={onClose} onDone={onDone} />;
  }
}

function Unit({ unit }: { readonly unit: UnitDetailView }): ReactNode {
  const { units: texts } = useWords();
  const [act, setAct] = useState<Act | null>(null);
  const [done, setDone] = useState<string | null>(null);
  return (
    <>
      <header className="page-head">
        <div className="page-title">
          <PageTitle name={unit.name} />
          <Acts unit={unit} onAct={setAct} />
        </div>
        <p className="page-sub">
          <Link to={paths.units}>{texts.page.all}</Link> ·{' '}
          <Link to={paths.accounts({ unit: unit.id })}>{texts.page.accounts}</Link>
          <FindingCountOf unitId={unit.id} />
        </p>
        {done === null ? null : <p role="status">{done}</p>}
        <What unit={unit} />
      </header>
      {unit.closed === null ? <SilenceBanner of={{ unitId: unit.id }} /> : null}
      {unit.closed === null ? (
        <Panel title={texts.close.holdings}>
          <UnitHoldings unit={unit} />
        </Panel>
      ) : null}
      {unit.closed === null ? <UnitOnboarding unitId={unit.id} /> : null}
      <UnitLiaisons unit={unit} />
      <UnitHistory unitId={unit.id} />
      {act === null ? null : (
        <Suspense fallback={null}>
          <Dialog
            unit={unit}
            act={act}
            onClose={() => setAct(null)}
            onDone={(said) => {
              setDone(said);
              setAct(null);
            }}
          />
        </Suspense>
      )}
    </>
  );
}

/** A unit: what it is, what it still has, what was changed of it, and every step of its life. */
export default function UnitPage(): ReactNode {
  const { id = '' } = useParams();
  const { units: texts } = useWords();
  return (
    <Reading read={useUnit(id)} what={texts.page.what} rows={6}>
      {(unit) => <Unit key={unit.id} unit={unit} />}
    </Reading>
  );
}
