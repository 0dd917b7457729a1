import { Button, Checkbox } from 'antd';
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router-dom';
import type { SubmissionView } from '../../../api/submissions';
import type { OfficeDecision } from '../../../domain/submissions/submissionTable';
import type { Column } from '../../components/dataTable';
import { choicesOf, FilterBar } from '../../components/filterBar';
import { useListAddress } from '../../components/listAddress';
import { PagedList } from '../../components/pagedList';
import { PageTitle } from '../../components/pageTitle';
import { When } from '../../components/when';
import { paths } from '../../data/paths';
import { useMe } from '../../data/queries';
import { useAdoptEach, useSubmissions } from '../../data/submissions';
import { figure } from '../../time/figure';
import { useWords, wordOf } from '../../words/words';
import { useReviewKeys } from '../reviews/reviewKeys';
import { SubmissionTabs } from './submissionTabs';

const DecisionDialog = lazy(() => import('./decisionDialog'));
const SubmissionForm = lazy(() => import('./submissionForm'));

export interface Deciding {
  readonly submission: SubmissionView;
  readonly decision: OfficeDecision;
}

/** What units send in: for the office what came, workable without a mouse; for a unit its own and those below it. */
export default function SubmissionsPage(): ReactNode {
  const { submissions: texts, codes } = useWords();
  const me = useMe().data;
  const isMine = useSearchParams()[0].get('mine') === 'true';
  const isOffice = me?.unitId === null && me.actions.includes('submission.decide');
  const address = useListAddress(['state', 'kind', 'month', 'unitId', 'countsFor', 'figure']);
  const { state, kind, month, unitId, countsFor, figure: ofFigure } = address.filters;
  const read = useSubmissions({
    ...{ state, kind, month, unitId, countsFor, figure: ofFigure, cursor: address.cursor },
    ...(isMine ? { mine: true } : isOffice ? { sent: true } : {}),
  });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  const [writing, setWriting] = useState(false);
  const adoptEach = useAdoptEach();
  useReviewKeys();
  const selected = (read.data?.items ?? []).filter(({ id, acts }) => chosen.has(id) && acts.includes('adopt'));
  const decides = isOffice && !isMine;
  const columns = useColumns(decides, { chosen, setChosen, onDecide: setDeciding });
  const name = isMine ? texts.mine : texts.all;
  const figures = { ...texts.standingColumns, 'not-adopted': texts.standingColumns.notAdopted };
  return (
    <>
      <div className="page-title">
        <PageTitle name={texts.title} />
        {me?.actions.includes('submission.write') === true ? (
          <Button className="head-action" onClick={() => setWriting(true)}>
            {texts.add}
          </Button>
        ) : null}
      </div>
      <SubmissionTabs shown={isMine ? 'mine' : 'all'} />
      <p className="soft page-intro">{decides ? texts.introOffice : texts.intro}</p>
      <FilterBar
        address={address}
        filters={[
          { name: 'state', label: texts.filters.state, choices: choicesOf(codes.submissionState) },
          { name: 'kind', label: texts.filters.kind, choices: choicesOf(codes.submissionKind) },
          { name: 'month', label: texts.filters.month, shown: month },
          { name: 'figure', label: texts.filters.figure, shown: wordOf(figures, ofFigure ?? '') },
          { name: 'unitId', label: texts.filters.unit },
          {
            name: 'countsFor',
            label: texts.filters.countsFor,
            shown: wordOf(
              Object.fromEntries(read.data?.items.map((one) => [one.unitId, one.unitName]) ?? []),
              countsFor ?? '',
            ),
          },
        ]}
      />
      {selected.length < 2 ? null : (
        <p>
          <Button
            type="primary"
            loading={adoptEach.isPending}
            onClick={() => adoptEach.mutate(selected, { onSuccess: () => setChosen(new Set()) })}
          >
            {texts.adoptSelected(figure(selected.length))}
          </Button>
        </p>
      )}
      {adoptEach.data === undefined || adoptEach.data.failed === 0 ? null : (
        <p role="status">{texts.adoptedSome(figure(adoptEach.data.done), figure(adoptEach.data.failed))}</p>
      )}
      <PagedList
        read={read}
        what={name}
        label={name}
        columns={columns}
        keyOf={({ id }) => id}
        empty={decides ? texts.noneOffice : texts.none}
        emptyFiltered={texts.noneFiltered}
        address={address}
      />
      <Suspense fallback={null}>
        {deciding === null ? null : <DecisionDialog {...deciding} onClose={() => setDeciding(null)} />}
        {writing ? <SubmissionForm before={null} onClose={() => setWriting(false)} /> : null}
      </Suspense>
    </>
  );
}

/** What each key does with the row: the same keys as in reviews. */
const QUICK = [
  ['adopt', 'pass'],
  ['return', 'return'],
  ['decline', 'refuse'],
] as const;

function useColumns(
  decides: boolean,
  {
    chosen,
    setChosen,
    onDecide,
  }: {
    readonly chosen: ReadonlySet<string>;
    readonly setChosen: (to: ReadonlySet<string>) => void;
    readonly onDecide: (deciding: Deciding) => void;
  },
): readonly Column<SubmissionView>[] {
  const { submissions: texts, codes } = useWords();
  return useMemo(() => {
    const toggle = (id: string): void => {
      const next = new Set(chosen);
      if (!next.delete(id)) next.add(id);
      setChosen(next);
    };
    const select: Column<SubmissionView> = {
      key: 'select',
      title: texts.columns.select,
      className: 'cell-short',
      render: ({ id, title, acts }) =>
        acts.includes('adopt') ? (
          <span data-act="select">
            <Checkbox aria-label={texts.selectOne(title)} checked={chosen.has(id)} onChange={() => toggle(id)} />
          </span>
        ) : null,
    };
    const act: Column<SubmissionView> = {
      key: 'act',
      title: texts.columns.act,
      align: 'right',
      render: (submission) => (
        <span className="row-actions">
          {QUICK.filter(([decision]) => submission.acts.includes(decision)).map(([decision, key]) => (
            <Button
              key={decision}
              size="small"
              data-act={key}
              aria-label={texts.decision.title(texts.decision[decision], submission.title)}
              onClick={() => onDecide({ submission, decision })}
            >
              {texts.decision[decision]}
            </Button>
          ))}
        </span>
      ),
    };
    return [
      ...(decides ? [select] : []),
      {
        key: 'title',
        title: texts.columns.title,
        place: 'lead',
        className: 'cell-text',
        render: ({ id, title }) => <Link to={paths.submission(id)}>{title}</Link>,
      },
      {
        key: 'unit',
        title: texts.columns.unit,
        render: ({ unitId, unitName }) => <Link to={paths.unit(unitId)}>{unitName}</Link>,
      },
      { key: 'kind', title: texts.columns.kind, render: ({ kind }) => codes.submissionKind[kind] },
      { key: 'state', title: texts.columns.state, place: 'state', render: ({ state }) => codes.submissionState[state] },
      { key: 'informant', title: texts.columns.informant, render: ({ informantName }) => informantName },
      {
        key: 'sent',
        title: texts.columns.sent,
        render: ({ sentAt }) =>
          sentAt === null ? <span className="soft">{texts.notSent}</span> : <When at={sentAt} />,
      },
      ...(decides ? [act] : []),
    ];
  }, [texts, codes, decides, chosen, setChosen, onDecide]);
}
