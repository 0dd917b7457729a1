import { Button } from 'antd';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { Link, useParams } from 'react-router-dom';
import type { SubmissionDetailView } from '../../../api/submissions';
import { Failure } from '../../components/failure';
import { PageTitle } from '../../components/pageTitle';
import { Facts, Panel } from '../../components/panel';
import { Reading } from '../../components/reading';
import { When } from '../../components/when';
import { paths } from '../../data/paths';
import { useSubmission, useSubmissionChecks, useSubmissionRules, useSubmit, useWithdraw } from '../../data/submissions';
import { useAppearance } from '../../theme/appearance';
import { figure } from '../../time/figure';
import { useWords } from '../../words/words';
import { ContentChecks } from '../content/contentChecks';
import { OverrideButton } from '../content/overrideButton';
import { SubmissionTabs } from './submissionTabs';
import { WrittenSubmission } from './writtenSubmission';

const DecisionDialog = lazy(() => import('./decisionDialog'));
const SubmissionForm = lazy(() => import('./submissionForm'));
const ReasonDialog = lazy(() => import('../../components/reasonDialog'));

const DECISIONS = ['adopt', 'return', 'decline', 'assess', 'reconsider'] as const;
type Dialog = 'write' | 'withdraw' | (typeof DECISIONS)[number];

/** One submission: what can be done, its text, where it was used, and everything that was done to it. */
export default function SubmissionPage(): ReactNode {
  const { id = '' } = useParams();
  const { submissions: texts } = useWords();
  const read = useSubmission(id);
  return (
    <>
      <SubmissionTabs shown="all" />
      <Reading read={read} what={texts.detail.text} rows={8}>
        {(submission) => <SubmissionBody submission={submission} />}
      </Reading>
    </>
  );
}

function SubmissionBody({ submission }: { readonly submission: SubmissionDetailView }): ReactNode {
  const { submissions: texts, codes } = useWords();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const close = (): void => setDialog(null);
  const { month, reviewId } = submission;
  return (
    <>
      <PageTitle name={submission.title} />
      <Acts submission={submission} onOpen={setDialog} />
      <Facts
        items={[
          [texts.columns.state, codes.submissionState[submission.state]],
          [
            texts.columns.unit,
            <Link key="unit" to={paths.unit(submission.unitId)}>
              {submission.unitName}
            </Link>,
          ],
          [texts.columns.kind, codes.submissionKind[submission.kind]],
          [texts.detail.section, submission.section],
          [texts.columns.informant, submission.informantName],
          [texts.detail.author, submission.authorName],
          [texts.detail.created, <When key="created" at={submission.createdAt} />],
          [texts.columns.sent, submission.sentAt === null ? texts.notSent : <When key="sent" at={submission.sentAt} />],
          [
            texts.detail.month,
            month === null ? (
              texts.detail.notCounted
            ) : (
              <Link key="month" to={paths.submissionStanding({ month })}>
                {month}
              </Link>
            ),
          ],
          ...(reviewId === null
            ? []
            : ([
                [
                  texts.detail.review,
                  <Link key="review" to={paths.review(reviewId)}>
                    {texts.detail.review}
                  </Link>,
                ],
              ] as const)),
        ]}
      />
      {submission.acts.includes('submit') || submission.state === 'draft' || submission.state === 'returned' ? (
        <Checks submission={submission} />
      ) : null}
      <WrittenSubmission submission={submission} />
      <AdoptionPanel submission={submission} />
      <Thread submission={submission} />
      <Suspense fallback={null}>
        {dialog === 'write' ? <SubmissionForm before={submission} onClose={close} /> : null}
        {dialog === 'withdraw' ? <WithdrawDialog submission={submission} onClose={close} /> : null}
        {dialog === null || dialog === 'write' || dialog === 'withdraw' ? null : (
          <DecisionDialog submission={submission} decision={dialog} onClose={close} />
        )}
      </Suspense>
    </>
  );
}

function Acts({
  submission,
  onOpen,
}: {
  readonly submission: SubmissionDetailView;
  readonly onOpen: (dialog: Dialog) => void;
}): ReactNode {
  const { submissions: texts, common } = useWords();
  const submit = useSubmit();
  const { acts } = submission;
  return (
    <div className="review-step">
      {acts.includes('submit') ? (
        <Button
          type="primary"
          loading={submit.isPending}
          onClick={() => submit.mutate({ id: submission.id, version: submission.version })}
        >
          {texts.submit}
        </Button>
      ) : null}
      {acts.includes('write') ? <Button onClick={() => onOpen('write')}>{texts.write}</Button> : null}
      {DECISIONS.filter((act) => acts.includes(act)).map((act) => (
        <Button key={act} type={act === 'adopt' ? 'primary' : 'default'} onClick={() => onOpen(act)}>
          {texts.decision[act]}
        </Button>
      ))}
      {acts.includes('withdraw') ? <Button onClick={() => onOpen('withdraw')}>{texts.withdraw}</Button> : null}
      {submit.error === null ? null : (
        <Failure failure={submit.error} title={common.failure.actionTitle(texts.submit)} of="change" />
      )}
    </div>
  );
}

function AdoptionPanel({ submission: { adoption } }: { readonly submission: SubmissionDetailView }): ReactNode {
  const { submissions: texts } = useWords();
  const { language } = useAppearance();
  const known = useSubmissionRules().data?.criteria ?? [];
  if (adoption === null) return null;
  const titleOf = (key: string): string => {
    const criterion = known.find((one) => one.key === key);
    return criterion === undefined ? key : language === 'zh' ? criterion.title : criterion.titleEn;
  };
  return (
    <Panel title={texts.detail.adoption}>
      <h3>{texts.detail.uses}</h3>
      {adoption.uses.length === 0 ? <p className="soft">{texts.detail.noUses}</p> : null}
      <ul>
        {adoption.uses.map(({ where, link }) => (
          <li key={`${where} ${link ?? ''}`}>
            {link === null ? (
              where
            ) : (
              <a href={link} target="_blank" rel="noreferrer">
                {where}
              </a>
            )}
          </li>
        ))}
      </ul>
      <h3>{texts.detail.criteria}</h3>
      {adoption.criteria.length === 0 ? <p className="soft">{texts.detail.noCriteria}</p> : null}
      <ul>
        {adoption.criteria.map(({ key, points, name }) => (
          <li key={key}>
            {titleOf(key)} · <span className="soft">{texts.detail.foundBy(figure(points), name)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Thread({ submission: { thread } }: { readonly submission: SubmissionDetailView }): ReactNode {
  const { submissions: texts, codes } = useWords();
  return (
    <Panel title={texts.detail.thread}>
      <ul>
        {thread.map(({ event, name, at, reason, words }, place) => (
          <li key={`${String(place)} ${event}`}>
            {codes.submissionEvent[event]} · {name === '' ? texts.detail.product : name} · <When at={at} />
            {reason === null ? null : ` · ${codes.submissionReason[reason]}`}
            {words === null ? null : ` · ${words}`}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function WithdrawDialog({
  submission,
  onClose,
}: {
  readonly submission: SubmissionDetailView;
  readonly onClose: () => void;
}): ReactNode {
  const { submissions: texts } = useWords();
  const withdraw = useWithdraw();
  return (
    <ReasonDialog
      title={texts.withdrawTitle(submission.title)}
      consequence={texts.withdrawConsequence}
      button={texts.withdraw}
      danger
      pending={withdraw.isPending}
      failure={withdraw.error}
      onClose={onClose}
      onSubmit={(reason) =>
        withdraw.mutate({ id: submission.id, version: submission.version, reason }, { onSuccess: onClose })
      }
    />
  );
}

/** What the checks find in what is not handed in yet. */
function Checks({ submission }: { readonly submission: SubmissionDetailView }): ReactNode {
  const { id, version, unitId } = submission;
  const submit = useSubmit();
  return (
    <ContentChecks
      read={useSubmissionChecks(id)}
      unitId={unitId}
      override={(checks) => (
        <OverrideButton
          stops={checks.flatMap(({ level, field, ruleId, content }) =>
            level === 'blocking' ? [{ field, ruleId, words: content.words }] : [],
          )}
          pending={submit.isPending}
          failure={submit.error}
          onSubmit={(lifts, done) => submit.mutate({ id, version, lifts }, { onSuccess: done })}
        />
      )}
    />
  );
}
