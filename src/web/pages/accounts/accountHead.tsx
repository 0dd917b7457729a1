import { Button } from 'antd';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { AccountDetailView } from '../../../api/accounts';
import { Failure } from '../../components/failure';
import { OutsideLink } from '../../components/links';
import { Facts } from '../../components/panel';
import { Status } from '../../components/status';
import { Ago, When } from '../../components/when';
import { PageTitle } from '../../components/pageTitle';
import { useCollect } from '../../data/changes';
import { paths } from '../../data/paths';
import { useMe } from '../../data/queries';
import { ACCOUNT_STATUS_LOOK, isSight, OUTCOME_LOOK, VERDICT_LOOK } from '../../words/status';
import { useWords, wordOf } from '../../words/words';

const SettingsDialog = lazy(() => import('./settingsDialog'));

function CollectButton({ accountId }: { readonly accountId: string }): ReactNode {
  const {
    accounts: { detail },
    common,
  } = useWords();
  const collect = useCollect();
  const may = useMe().data?.actions.includes('account.collect') ?? false;
  if (!may) return null;
  return (
    <div className="head-action">
      <Button onClick={() => collect.mutate(accountId)} loading={collect.isPending}>
        {detail.collect}
      </Button>
      {collect.isSuccess ? (
        <span className="soft" role="status">
          {detail.collecting}
        </span>
      ) : null}
      {collect.error === null ? null : (
        <Failure failure={collect.error} title={common.failure.actionTitle(detail.collect)} of="change" />
      )}
    </div>
  );
}

function SettingsButton({
  account,
  known,
}: {
  readonly account: AccountDetailView;
  readonly known: Readonly<Record<string, string>>;
}): ReactNode {
  const { registration } = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{registration.change.button}</Button>
      {isOpen ? (
        <Suspense fallback={null}>
          <SettingsDialog account={account} known={known} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}

/** Name, unit, verdict at a glance, and how the platform is reached. */
export function AccountHead({ account }: { readonly account: AccountDetailView }): ReactNode {
  const { accounts, codes, credentials } = useWords();
  const { detail, site } = accounts;
  const kind = account.verdict?.kind ?? 'unjudged';
  return (
    <header className="page-head">
      <div className="page-title">
        <PageTitle name={account.name} />
        <Status look={VERDICT_LOOK[kind]} word={codes.verdict[kind]} />
        {account.improper ? <Status look={VERDICT_LOOK.improper} word={codes.verdict.improper} /> : null}
        {account.nextLookAt === null ? null : <CollectButton accountId={account.id} />}
        {account.settings === null || account.status === 'applied' || account.status === 'approved' ? null : (
          <SettingsButton account={account} known={account.settings} />
        )}
      </div>
      <p className="page-sub">
        {codes.platform[account.platform]} ·{' '}
        <Link to={paths.accounts({ unit: account.unitId })}>{account.unitName}</Link> ·{' '}
        {account.siteId === null ? null : (
          <>
            <Link to={paths.site(account.siteId)}>{site.link}</Link> ·{' '}
          </>
        )}
        {account.homeUrl === '' ? detail.noHome : <OutsideLink href={account.homeUrl}>{detail.home}</OutsideLink>}
      </p>
      <Facts
        items={[
          [
            detail.status,
            <Status
              key="status"
              quiet
              look={ACCOUNT_STATUS_LOOK[account.status]}
              word={codes.accountStatus[account.status]}
            />,
          ],
          [
            detail.lastLook,
            account.lastLookOutcome === null ? (
              '—'
            ) : (
              <span key="look">
                <Status
                  quiet
                  look={OUTCOME_LOOK[account.lastLookOutcome]}
                  word={codes.outcome[account.lastLookOutcome]}
                />{' '}
                <Ago at={account.lastLookAt} />
                {account.lastLookDetail === null || isSight(account.lastLookOutcome) ? null : (
                  <>
                    {' '}
                    <code>{account.lastLookDetail}</code>
                  </>
                )}
              </span>
            ),
          ],
          [detail.nextLook, <When key="next" at={account.nextLookAt} missing={accounts.noLooks} />],
          [
            detail.noPublish,
            <span key="publish">
              {account.noPublishReason === null ? detail.canPublish : codes.noPublishReason[account.noPublishReason]}
              {account.noPublishReason === 'no-api' || account.noPublishReason === 'no-credential' ? null : (
                <>
                  {' '}
                  · <Link to={paths.credential(account.id)}>{credentials.link}</Link>
                </>
              )}
            </span>,
          ],
          [detail.columnClass, wordOf(codes.columnClass, account.columnClass)],
          [
            detail.externalId,
            <code key="id" className="breakable">
              {account.externalId === '' ? '—' : account.externalId}
            </code>,
          ],
        ]}
      />
    </header>
  );
}
