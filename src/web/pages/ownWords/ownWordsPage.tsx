import { Button } from 'antd';
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { OwnWordView } from '../../../api/content';
import type { Column } from '../../components/dataTable';
import { choicesOf, FilterBar } from '../../components/filterBar';
import { useListAddress } from '../../components/listAddress';
import { PagedList } from '../../components/pagedList';
import { PageTitle } from '../../components/pageTitle';
import { Status } from '../../components/status';
import { When } from '../../components/when';
import { useOwnWordStep, useOwnWords } from '../../data/ownWords';
import { paths } from '../../data/paths';
import { useUnits } from '../../data/units';
import type { Look } from '../../words/status';
import { useWords } from '../../words/words';

const ReasonDialog = lazy(() => import('../../components/reasonDialog'));

const LOOKS: Readonly<Record<OwnWordView['standing'], Look>> = {
  proposed: 'pending',
  'in-force': 'fine',
  refused: 'closed',
  withdrawn: 'closed',
  revoked: 'closed',
  expired: 'closed',
};

interface Act {
  readonly entry: OwnWordView;
  readonly step: OwnWordView['acts'][number];
}

/** 本单位用语: what units use as it is, what is proposed, and what was said of each. */
export default function OwnWordsPage(): ReactNode {
  const { ownWords: texts } = useWords();
  const address = useListAddress(['state', 'unit']);
  const { state, unit } = address.filters;
  const read = useOwnWords({ state, unit, cursor: address.cursor });
  const units = useUnits().data?.items ?? [];
  const [act, setAct] = useState<Act | null>(null);
  const columns = useColumns(setAct);
  return (
    <>
      <PageTitle name={texts.title} />
      <p className="soft page-intro">{texts.intro}</p>
      <FilterBar
        address={address}
        filters={[
          { name: 'state', label: texts.filters.state, choices: choicesOf(texts.state) },
          {
            name: 'unit',
            label: texts.filters.unit,
            choices: units.map(({ id, name }) => ({ value: id, label: name })),
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
      {act === null ? null : <StepDialog act={act} onClose={() => setAct(null)} />}
    </>
  );
}

function useColumns(onAct: (act: Act) => void): readonly Column<OwnWordView>[] {
  const { ownWords: texts, codes } = useWords();
  return useMemo(
    () => [
      {
        key: 'words',
        title: texts.columns.words,
        place: 'lead' as const,
        className: 'cell-text',
        render: (entry: OwnWordView) => (
          <>
            <span className="breakable">
              <mark>{entry.words}</mark>
            </span>
            <div className="soft">{codes.contentKind[entry.kind]}</div>
            <History entry={entry} />
          </>
        ),
      },
      {
        key: 'state',
        title: texts.columns.state,
        place: 'state' as const,
        render: ({ standing }: OwnWordView) => <Status look={LOOKS[standing]} word={texts.state[standing]} />,
      },
      {
        key: 'unit',
        title: texts.columns.unit,
        render: ({ unitId, unitName }: OwnWordView) => (
          <>
            <Link to={paths.unit(unitId)}>{unitName}</Link> <span className="soft">{texts.belowToo}</span>
          </>
        ),
      },
      {
        key: 'lastOn',
        title: texts.columns.lastOn,
        render: ({ lastOn }: OwnWordView) => <span className="num">{lastOn}</span>,
      },
      {
        key: 'proposed',
        title: texts.columns.proposed,
        render: ({ proposedByName, proposedAt }: OwnWordView) => (
          <>
            {proposedByName} <When at={proposedAt} />
          </>
        ),
      },
      {
        key: 'step',
        title: texts.columns.step,
        render: (entry: OwnWordView) => (
          <span className="row-actions">
            {entry.acts.map((step) => (
              <Button
                key={step}
                size="small"
                aria-label={texts.stepTitle(texts.event[step], entry.words)}
                onClick={() => onAct({ entry, step })}
              >
                {texts.event[step]}
              </Button>
            ))}
          </span>
        ),
      },
    ],
    [texts, codes, onAct],
  );
}

/** Who said what of it when; the reason of the proposal stands there at once. */
function History({ entry }: { readonly entry: OwnWordView }): ReactNode {
  const { ownWords: texts, common } = useWords();
  return (
    <details open={entry.thread.length === 1}>
      <summary>{texts.history}</summary>
      <ul className="plain-list soft">
        {entry.thread.map(({ event, name, at, words }) => (
          <li key={`${event} ${at}`}>
            {name} {texts.event[event]} <When at={at} />
            {common.colon}
            {words}
          </li>
        ))}
      </ul>
    </details>
  );
}

function StepDialog({ act: { entry, step }, onClose }: { readonly act: Act; readonly onClose: () => void }): ReactNode {
  const { ownWords: texts } = useWords();
  const taking = useOwnWordStep();
  return (
    <Suspense fallback={null}>
      <ReasonDialog
        title={texts.stepTitle(texts.event[step], entry.words)}
        consequence={texts.consequence[step]}
        button={texts.event[step]}
        danger={step === 'revoke' || step === 'refuse'}
        pending={taking.isPending}
        failure={taking.error}
        onClose={onClose}
        onSubmit={(reason) =>
          taking.mutate({ id: entry.id, version: entry.version, step, reason }, { onSuccess: onClose })
        }
      />
    </Suspense>
  );
}
