import { Button } from 'antd';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { ObligationDetailView } from '../../../api/obligations';
import { Facts } from '../../components/panel';
import { Reading } from '../../components/reading';
import { ObligationStatus } from '../../components/obligationStatus';
import { Due, Remaining } from '../../components/when';
import { useExempt } from '../../data/changes';
import { paths } from '../../data/paths';
import { useMe, useObligation } from '../../data/queries';
import { InterpretationOffers } from '../../components/interpretationOffers';
import { useWords } from '../../words/words';
import { EvidencePart } from './evidencePart';
import { HistoryPart } from './historyPart';
import { JobPart } from './jobPart';
import { ManualTask } from './manualTask';
import { UnclearPosts } from './unclearPosts';

const ReasonDialog = lazy(() => import('../../components/reasonDialog'));

function settled({ state }: ObligationDetailView): boolean {
  return ['fulfilled', 'not-applicable', 'withdrawn'].includes(state);
}

function ExemptAction({ obligation }: { readonly obligation: ObligationDetailView }): ReactNode {
  const {
    obligation: { exempt: texts },
  } = useWords();
  const [asking, setAsking] = useState(false);
  const exempt = useExempt();
  const may = useMe().data?.actions.includes('obligation.exempt') ?? false;
  if (!may || settled(obligation)) return null;
  return (
    <>
      <Button onClick={() => setAsking(true)}>{texts.button}</Button>
      {asking ? (
        <Suspense fallback={null}>
          <ReasonDialog
            title={texts.title}
            consequence={texts.consequence(obligation.accountName)}
            button={texts.button}
            danger
            pending={exempt.isPending}
            failure={exempt.error}
            onClose={() => setAsking(false)}
            onSubmit={(reason) =>
              exempt.mutate({ obligationId: obligation.id, reason }, { onSuccess: () => setAsking(false) })
            }
          />
        </Suspense>
      ) : null}
    </>
  );
}

function Body({ obligation }: { readonly obligation: ObligationDetailView }): ReactNode {
  const { obligation: texts, codes, mandates, accounts } = useWords();
  const open = obligation.fulfilledAt === null && obligation.group !== 'not-applicable';
  return (
    <div className="obligation">
      <Facts
        items={[
          [
            texts.account,
            <span key="account">
              <Link
                to={obligation.siteId === null ? paths.account(obligation.accountId) : paths.site(obligation.siteId)}
              >
                {obligation.accountName}
              </Link>{' '}
              <span className="soft">
                {obligation.siteId === null ? codes.platform[obligation.platform] : accounts.site.kind}
              </span>
              {obligation.siteId === null ? null : (
                <>
                  {' '}
                  ·{' '}
                  <Link to={paths.account(obligation.evidence?.columnId ?? obligation.accountId)}>
                    {accounts.site.inColumn}
                  </Link>
                </>
              )}
            </span>,
          ],
          [
            texts.unit,
            <Link key="unit" to={paths.accounts({ unit: obligation.unitId })}>
              {obligation.unitName}
            </Link>,
          ],
          [
            mandates.columns.title,
            <Link key="mandate" to={paths.mandate(obligation.mandateId)}>
              {obligation.policyTitle}
            </Link>,
          ],
          [
            texts.state,
            <span key="state">
              <ObligationStatus obligation={obligation} now />
            </span>,
          ],
          [
            texts.due,
            <span key="due">
              <Due at={obligation.dueBy} />
              {open ? (
                <>
                  {' '}
                  · <Remaining until={obligation.dueBy} />
                </>
              ) : null}
              {obligation.provisional ? <span className="look-warned"> · {mandates.deadline.provisional}</span> : null}
            </span>,
          ],
        ]}
      />
      {obligation.overdueProven === false ? <p className="look-manual">{texts.unproven}</p> : null}
      {obligation.state === 'manual' ? <ManualTask obligation={obligation} /> : null}
      {settled(obligation) ? null : <UnclearPosts obligation={obligation} />}
      {obligation.state === 'manual' ? null : <InterpretationOffers offers={obligation.interpretations} />}
      <EvidencePart obligation={obligation} />
      <JobPart job={obligation.job} />
      <HistoryPart entries={obligation.history} />
      <div>
        <ExemptAction obligation={obligation} />
      </div>
    </div>
  );
}

/**
 * All of an obligation: the manual task if it is one, the evidence, the publish job and the ledger. Used in the drawer
 * and on its page.
 */
export function ObligationDetail({ id }: { readonly id: string }): ReactNode {
  const { common } = useWords();
  return (
    <Reading read={useObligation(id)} what={common.pageNames.obligation} rows={8}>
      {(obligation) => <Body obligation={obligation} />}
    </Reading>
  );
}
