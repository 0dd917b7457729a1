import { Button } from 'antd';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { Link, useParams } from 'react-router-dom';
import type { ReviewStepView, ReviewView } from '../../../api/reviews';
import { EmptyNote } from '../../components/emptyNote';
import { Facts, Panel } from '../../components/panel';
import { PageTitle } from '../../components/pageTitle';
import { Reading } from '../../components/reading';
import { Due, Remaining, When } from '../../components/when';
import { paths } from '../../data/paths';
import { useReview } from '../../data/reviews';
import { useAppearance } from '../../theme/appearance';
import { useWords } from '../../words/words';
import { ReviewSheet } from './reviewSheet';
import { ReviewTabs } from './reviewTabs';
import { placesOf, stageText, titleOf, whoText } from './stageText';
import { StepButtons } from './stepButtons';

const SecrecyForm = lazy(() => import('./secrecyForm'));
const UnderReview = lazy(() => import('./underReview'));
const TakersDialog = lazy(() => import('./takersDialog'));
const AssignDialog = lazy(() => import('./assignDialog'));

/** One review: where it stands, what can be done, the whole thread, and the sheet to be printed. */
export default function ReviewPage(): ReactNode {
  const { id = '' } = useParams();
  const { reviews: texts } = useWords();
  const read = useReview(id);
  return (
    <>
      <ReviewTabs shown="mine" />
      <Reading read={read} what={texts.detail.thread} rows={8}>
        {(review) => <ReviewBody review={review} />}
      </Reading>
    </>
  );
}

/** Where the subject itself is looked at; null: only here. */
function subjectPath({ kind, subjectId }: ReviewView): string | null {
  if (kind === 'submission') return paths.submission(subjectId);
  if (kind === 'answer') return paths.interaction(subjectId);
  if (kind === 'case-step') return paths.case(subjectId);
  if (kind === 'own-post') return paths.ownPost(subjectId);
  return kind === 'mandate' ? paths.mandate(subjectId) : null;
}

function ReviewBody({ review }: { readonly review: ReviewView }): ReactNode {
  const words = useWords();
  const { language } = useAppearance();
  const { reviews: texts, common } = words;
  const [dialog, setDialog] = useState<'secrecy' | 'assign' | 'takers' | null>(null);
  const subject = subjectPath(review);
  const close = (): void => setDialog(null);
  const { dueBy, secrecy } = review;
  const gate = secrecy === null ? null : review.stages.find(({ key }) => key === secrecy.before);
  const facts: (readonly [string, ReactNode])[] = [
    [texts.columns.kind, texts.kind[review.kind]],
    [texts.detail.unit, review.unitId === null ? texts.wholeOffice : review.unitName],
    [texts.detail.author, review.authorName ?? texts.detail.byRule],
    [texts.detail.next, stageText(review, { words, language })],
    [texts.detail.assignee, review.assigneeName ?? texts.detail.nobody],
    [
      texts.columns.due,
      dueBy === null ? (
        texts.noDue
      ) : (
        <span key="due">
          <Due at={dueBy} /> {review.state === 'open' ? <Remaining until={dueBy} /> : null}
        </span>
      ),
    ],
    [texts.detail.opened, <When key="opened" at={review.openedAt} />],
    [texts.detail.clause, review.clause],
  ];
  if (secrecy !== null)
    facts.push([
      texts.secrecy.title,
      <span key="secrecy">
        {texts.secrecy.result[secrecy.result]}
        {secrecy.name === null ? null : ` · ${whoText(secrecy, texts)}`}
        {secrecy.classification === null ? null : ` · ${texts.secrecy.classifications[secrecy.classification]}`}
        {secrecy.disclosure === null ? null : ` · ${texts.secrecy.disclosures[secrecy.disclosure]}`}
        {gate === null || gate === undefined || secrecy.result === 'pass'
          ? null
          : ` · ${texts.secrecy.before(titleOf(gate, language))}`}
      </span>,
    ]);
  if (review.footNames !== null)
    facts.push([
      texts.detail.foot,
      review.footNames.map((one) => `${titleOf(one, language)}${common.colon}${one.name}`).join(common.comma),
    ]);
  return (
    <>
      <PageTitle name={review.title} />
      <div className="review-step">
        <StepButtons review={review} />
        {review.acts.includes('secrecy') ? (
          <Button onClick={() => setDialog('secrecy')}>{texts.act.secrecy}</Button>
        ) : null}
        {review.acts.includes('assign') ? (
          <Button onClick={() => setDialog('assign')}>{texts.act.assign}</Button>
        ) : null}
        {review.acts.includes('name-takers') ? (
          <Button onClick={() => setDialog('takers')}>{texts.act['name-takers']}</Button>
        ) : null}
        <Button onClick={() => window.print()}>{texts.detail.print}</Button>
        {subject === null ? null : <Link to={subject}>{texts.detail.subject}</Link>}
      </div>
      {review.passObstacle === null ? null : (
        <p className="soft" role="status">
          {texts.obstacle[review.passObstacle]}
        </p>
      )}
      {review.stuckAt.length === 0 ? null : (
        <p role="status">
          {texts.takers.stuck(
            placesOf(review, { secrecy: texts.secrecy.title, language })
              .filter(({ value }) => review.stuckAt.includes(value))
              .map(({ label }) => label)
              .join(common.comma),
          )}
        </p>
      )}
      <Facts items={facts} />
      <Suspense fallback={null}>
        <UnderReview review={review} />
      </Suspense>
      <Panel title={texts.detail.thread}>
        {review.steps.length === 0 ? (
          <EmptyNote why={texts.detail.noThread} />
        ) : (
          <ul>
            {review.steps.map((step, at) => (
              <ThreadLine key={`${String(at)} ${step.step}`} step={step} review={review} />
            ))}
          </ul>
        )}
      </Panel>
      <ReviewSheet review={review} />
      {dialog === null ? null : (
        <Suspense fallback={null}>
          {dialog === 'secrecy' ? <SecrecyForm review={review} onClose={close} /> : null}
          {dialog === 'assign' ? <AssignDialog review={review} onClose={close} /> : null}
          {dialog === 'takers' ? <TakersDialog review={review} onClose={close} /> : null}
        </Suspense>
      )}
    </>
  );
}

function ThreadLine({ step, review }: { readonly step: ReviewStepView; readonly review: ReviewView }): ReactNode {
  const { reviews: texts } = useWords();
  const { language } = useAppearance();
  const at = review.stages.find(({ key }) => key === step.stage);
  const who = whoText(step, texts);
  return (
    <li>
      {at === undefined ? null : `${titleOf(at, language)} · `}
      {texts.step[step.step]} · {who === '' ? texts.detail.rule : who} · <When at={step.at} />
      {step.reason === null ? null : ` · ${step.reason}`}
    </li>
  );
}
