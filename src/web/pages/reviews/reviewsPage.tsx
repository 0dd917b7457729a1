import { Button, Checkbox } from 'antd';
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router-dom';
import type { ReviewView } from '../../../api/reviews';
import type { Column } from '../../components/dataTable';
import { choicesOf, FilterBar } from '../../components/filterBar';
import { useListAddress } from '../../components/listAddress';
import { PagedList } from '../../components/pagedList';
import { PageTitle } from '../../components/pageTitle';
import { Due, Remaining } from '../../components/when';
import { paths } from '../../data/paths';
import { useMe } from '../../data/queries';
import { usePassEach, useReviews } from '../../data/reviews';
import { useAppearance } from '../../theme/appearance';
import { figure } from '../../time/figure';
import { useWords } from '../../words/words';
import { WordsToDecide } from '../ownWords/wordsToDecide';
import { useReviewKeys } from './reviewKeys';
import { reviewedKinds } from './reviewedKinds';
import { ReviewTabs } from './reviewTabs';
import { stageText } from './stageText';
import { StepButtons } from './stepButtons';

const DelegationDialog = lazy(() => import('./delegationDialog'));

/** 待我办: everything that waits for whoever looks, by deadline, workable without a mouse; or all reviews they see. */
export default function ReviewsPage(): ReactNode {
  const { reviews: texts, frame } = useWords();
  const isAll = useSearchParams()[0].get('all') === 'true';
  // Asked for only by those who can decide: the page is opened all day.
  const decidesWords = useMe().data?.actions.includes('rules.manage') === true;
  const address = useListAddress(['kind', 'state', 'unitId']);
  const { kind, state, unitId } = address.filters;
  const read = useReviews({
    kind,
    unitId,
    ...(isAll ? { state } : { mine: true }),
    cursor: address.cursor,
  });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [delegating, setDelegating] = useState(false);
  const passEach = usePassEach();
  useReviewKeys();
  const selected = (read.data?.items ?? []).filter(({ id, acts }) => chosen.has(id) && acts.includes('pass'));
  const oneKind = new Set(selected.map((review) => review.kind)).size <= 1;
  const columns = useColumns(isAll, { chosen, setChosen });
  const filters = [
    { name: 'kind' as const, label: texts.columns.kind, choices: choicesOf(reviewedKinds(texts.kind)) },
    ...(isAll ? [{ name: 'state' as const, label: texts.columns.stage, choices: choicesOf(texts.state) }] : []),
    { name: 'unitId' as const, label: texts.columns.unit },
  ];
  return (
    <>
      <div className="page-title">
        <PageTitle name={isAll ? texts.all : frame.reviews.mine} />
        <Button className="head-action" onClick={() => setDelegating(true)}>
          {texts.delegation.button}
        </Button>
      </div>
      <ReviewTabs shown={isAll ? 'all' : 'mine'} />
      <p className="soft page-intro">{isAll ? texts.allIntro : texts.intro}</p>
      {isAll || !decidesWords ? null : <WordsToDecide />}
      <FilterBar filters={filters} address={address} />
      {selected.length < 2 ? null : (
        <p>
          <Button
            type="primary"
            disabled={!oneKind}
            loading={passEach.isPending}
            onClick={() => passEach.mutate(selected, { onSuccess: () => setChosen(new Set()) })}
          >
            {texts.passSelected(figure(selected.length))}
          </Button>{' '}
          {oneKind ? null : <span className="soft">{texts.oneKind}</span>}
        </p>
      )}
      {passEach.data === undefined || passEach.data.failed === 0 ? null : (
        <p role="status">{texts.passedSome(figure(passEach.data.done), figure(passEach.data.failed))}</p>
      )}
      <PagedList
        read={read}
        what={isAll ? texts.all : frame.reviews.mine}
        label={isAll ? texts.all : frame.reviews.mine}
        columns={columns}
        keyOf={({ id }) => id}
        empty={isAll ? texts.noneAll : texts.none}
        emptyFiltered={texts.noneFiltered}
        address={address}
      />
      {delegating ? (
        <Suspense fallback={null}>
          <DelegationDialog onClose={() => setDelegating(false)} />
        </Suspense>
      ) : null}
    </>
  );
}

function useColumns(
  isAll: boolean,
  {
    chosen,
    setChosen,
  }: { readonly chosen: ReadonlySet<string>; readonly setChosen: (to: ReadonlySet<string>) => void },
): readonly Column<ReviewView>[] {
  const words = useWords();
  const { language } = useAppearance();
  const { reviews: texts } = words;
  return useMemo(() => {
    const toggle = (id: string): void => {
      const next = new Set(chosen);
      if (!next.delete(id)) next.add(id);
      setChosen(next);
    };
    const select: Column<ReviewView> = {
      key: 'select',
      title: texts.columns.select,
      className: 'cell-short',
      render: ({ id, title, acts }) =>
        acts.includes('pass') ? (
          <span data-act="select">
            <Checkbox aria-label={texts.selectOne(title)} checked={chosen.has(id)} onChange={() => toggle(id)} />
          </span>
        ) : null,
    };
    return [
      ...(isAll ? [] : [select]),
      {
        key: 'title',
        title: texts.columns.title,
        place: 'lead',
        className: 'cell-text',
        render: ({ id, title }) => <Link to={paths.review(id)}>{title}</Link>,
      },
      { key: 'kind', title: texts.columns.kind, render: ({ kind }) => texts.kind[kind] },
      {
        key: 'unit',
        title: texts.columns.unit,
        render: ({ unitId, unitName }) =>
          unitId === null ? texts.wholeOffice : <Link to={paths.unit(unitId)}>{unitName}</Link>,
      },
      {
        key: 'stage',
        title: texts.columns.stage,
        place: 'state',
        render: (review) => stageText(review, { words, language }),
      },
      {
        key: 'due',
        title: texts.columns.due,
        render: ({ dueBy, state }) =>
          dueBy === null ? (
            <span className="soft">{texts.noDue}</span>
          ) : (
            <span className="two-lines">
              <Due at={dueBy} />
              {state === 'open' || state === 'returned' ? <Remaining until={dueBy} /> : null}
            </span>
          ),
      },
      ...(isAll
        ? []
        : [
            {
              key: 'act',
              title: texts.columns.act,
              align: 'right' as const,
              render: (review: ReviewView) => <StepButtons review={review} small />,
            },
          ]),
    ];
  }, [words, language, texts, isAll, chosen, setChosen]);
}
