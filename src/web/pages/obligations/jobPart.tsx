import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { JobView } from '../../../api/obligations';
import { EmptyNote } from '../../components/emptyNote';
import { Failure } from '../../components/failure';
import { OutsideLink } from '../../components/links';
import { Facts, Panel } from '../../components/panel';
import { Status } from '../../components/status';
import { When } from '../../components/when';
import { useRetryJob } from '../../data/changes';
import { useMe } from '../../data/queries';
import { figure } from '../../time/figure';
import { JOB_LOOK } from '../../words/status';
import { useWords, wordOf } from '../../words/words';

function Retry({ job }: { readonly job: JobView }): ReactNode {
  const {
    obligation: { job: texts },
    common,
  } = useWords();
  const retry = useRetryJob();
  const may = useMe().data?.actions.includes('job.retry') ?? false;
  if (!may || job.state !== 'failed') return null;
  return (
    <>
      <Button loading={retry.isPending} onClick={() => retry.mutate(job.id)}>
        {texts.retry}
      </Button>
      {retry.isSuccess ? (
        <span className="soft" role="status">
          {' '}
          {texts.retryDone}
        </span>
      ) : null}
      {retry.error === null ? null : (
        <Failure failure={retry.error} title={common.failure.actionTitle(texts.retry)} of="change" />
      )}
    </>
  );
}

/** What the system did to publish: state, receipt, and every error with what to do about it. */
export function JobPart({ job }: { readonly job: JobView | null }): ReactNode {
  const {
    obligation: { job: texts },
    codes,
    common,
  } = useWords();
  if (job === null)
    return (
      <Panel title={texts.title}>
        <EmptyNote why={texts.none} />
      </Panel>
    );
  const { receipt } = job;
  return (
    <Panel title={texts.title}>
      <Facts
        items={[
          [texts.state, <Status key="state" look={JOB_LOOK[job.state]} word={codes.jobState[job.state]} />],
          [
            texts.attempt,
            <span key="attempt" className="num">
              {figure(job.attempt)}
            </span>,
          ],
          ...(job.settledAt === null ? [[texts.dueAt, <When key="due" at={job.dueAt} />] as const] : []),
          [
            texts.receipt,
            receipt === null ? (
              common.none
            ) : (
              <span key="receipt">
                <code className="breakable">{receipt.platformIds.join(', ')}</code> {texts.accepted}{' '}
                <When at={receipt.acceptedAt} />
                {receipt.url === null ? null : (
                  <>
                    {' '}
                    · <OutsideLink href={receipt.url}>{common.open}</OutsideLink>
                  </>
                )}
              </span>
            ),
          ],
        ]}
      />
      {job.state === 'submitted' ? <p className="soft">{texts.submittedNote}</p> : null}
      {job.errors.length === 0 ? null : (
        <div className="job-errors">
          <h3>{texts.errors}</h3>
          <ol>
            {job.errors.map((error) => (
              <li key={`${error.attempt}-${error.at}`}>
                <When at={error.at} /> <code>{error.code}</code> {error.message}{' '}
                <span className="soft">
                  {texts.remedy}
                  {common.colon}
                  {wordOf(codes.remedy, error.remedy)}
                </span>
              </li>
            ))}
          </ol>
        </div>
      )}
      <Retry job={job} />
    </Panel>
  );
}
