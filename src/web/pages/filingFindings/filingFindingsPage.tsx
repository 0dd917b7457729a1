import { Button } from 'antd';
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { FilingFindingView } from '../../../api/filingFindings';
import { choicesOf, FilterBar } from '../../components/filterBar';
import { useListAddress } from '../../components/listAddress';
import { PagedList } from '../../components/pagedList';
import { PageTitle } from '../../components/pageTitle';
import { Panel } from '../../components/panel';
import { Reading } from '../../components/reading';
import { useFilingCounts, useFilingFindings, useTakeBackFiling } from '../../data/filingFindings';
import { paths } from '../../data/paths';
import { useMe } from '../../data/queries';
import { useUnits } from '../../data/units';
import { figure } from '../../time/figure';
import { useWords } from '../../words/words';
import { AccountTabs } from '../accounts/accountTabs';
import { useFindingColumns } from './findingColumns';

const AcceptDialog = lazy(() => import('./acceptDialog'));
const ReportDialog = lazy(() => import('./reportDialog'));
const ReasonDialog = lazy(() => import('../../components/reasonDialog'));

const NONE: ReadonlySet<string> = new Set();

/** How many of each kind are open, each a link to exactly those. */
function Counts({ unit }: { readonly unit: string | null }): ReactNode {
  const { filingFindings: texts } = useWords();
  return (
    <Panel title={texts.counts}>
      <Reading read={useFilingCounts(unit)} what={texts.counts} rows={4}>
        {({ kinds }) => {
          const shown = kinds.filter(({ open, accepted }) => open + accepted > 0);
          return shown.length === 0 ? (
            <p className="soft">{texts.none}</p>
          ) : (
            <ul className="plain-list">
              {shown.map(({ kind, open, accepted }) => (
                <li key={kind}>
                  {texts.kind[kind]}{' '}
                  {open === 0 ? null : (
                    <Link to={paths.filingFindings({ kind, unit, state: 'open' })}>{texts.countOf(figure(open))}</Link>
                  )}{' '}
                  {accepted === 0 ? null : (
                    <Link className="quiet-link" to={paths.filingFindings({ kind, unit, state: 'accepted' })}>
                      {texts.acceptedOf(figure(accepted))}
                    </Link>
                  )}
                </li>
              ))}
            </ul>
          );
        }}
      </Reading>
    </Panel>
  );
}

function TakeBack({
  finding,
  onClose,
}: {
  readonly finding: FilingFindingView;
  readonly onClose: () => void;
}): ReactNode {
  const { filingFindings: texts } = useWords();
  const taking = useTakeBackFiling();
  return (
    <ReasonDialog
      title={texts.takeBackTitle(finding.label)}
      consequence={texts.takeBackConsequence}
      button={texts.takeBack}
      pending={taking.isPending}
      failure={taking.error}
      onClose={onClose}
      onSubmit={(reason) => taking.mutate({ id: finding.id, reason }, { onSuccess: onClose })}
    />
  );
}

type Act = 'accept' | 'report' | FilingFindingView;

/** 备案问题: what is wrong with what is filed, by kind and unit, and why it may be so. */
export default function FilingFindingsPage(): ReactNode {
  const { filingFindings: texts } = useWords();
  const address = useListAddress(['kind', 'state', 'unit', 'accountId']);
  const { kind, state, unit, accountId } = address.filters;
  const read = useFilingFindings({ kind, state, unit, accountId, cursor: address.cursor });
  const actions = useMe().data?.actions ?? [];
  const units = useUnits().data?.items;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(NONE);
  const [act, setAct] = useState<Act | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const mayAccept = actions.includes('finding.dismiss');
  const acts = useMemo(
    () =>
      mayAccept
        ? {
            chosen,
            onToggle: (id: string) =>
              setChosen((before) => {
                const next = new Set(before);
                if (!next.delete(id)) next.add(id);
                return next;
              }),
            onTakeBack: setAct,
          }
        : null,
    [mayAccept, chosen],
  );
  const columns = useFindingColumns(acts);
  const selected = (read.data?.items ?? []).filter(({ id }) => chosen.has(id));
  return (
    <>
      <div className="page-title">
        <PageTitle name={texts.title} />
        {actions.includes('account.collect') ? (
          <Button className="head-action" onClick={() => setAct('report')}>
            {texts.report.button}
          </Button>
        ) : null}
      </div>
      <AccountTabs />
      <p className="soft page-intro">{texts.intro}</p>
      {said === null ? null : <p role="status">{said}</p>}
      <Counts unit={unit} />
      <FilterBar
        address={address}
        filters={[
          { name: 'kind', label: texts.filters.kind, choices: choicesOf(texts.kind) },
          { name: 'state', label: texts.filters.state, choices: choicesOf(texts.state) },
          {
            name: 'unit',
            label: texts.filters.unit,
            shown: units?.find(({ id }) => id === unit)?.name ?? null,
          },
          { name: 'accountId', label: texts.filters.account, shown: read.data?.items[0]?.label ?? null },
        ]}
      />
      {selected.length === 0 ? null : (
        <p>
          <Button type="primary" onClick={() => setAct('accept')}>
            {texts.acceptSelected(figure(selected.length))}
          </Button>
        </p>
      )}
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
      {act === null ? null : (
        <Suspense fallback={null}>
          {act === 'accept' ? (
            <AcceptDialog
              ids={selected.map(({ id }) => id)}
              onClose={() => setAct(null)}
              onDone={(done) => {
                setSaid(done);
                setChosen(NONE);
              }}
            />
          ) : act === 'report' ? (
            <ReportDialog onClose={() => setAct(null)} onDone={setSaid} />
          ) : (
            <TakeBack finding={act} onClose={() => setAct(null)} />
          )}
        </Suspense>
      )}
    </>
  );
}
