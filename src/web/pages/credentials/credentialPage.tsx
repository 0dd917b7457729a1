import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router-dom';
import type { CredentialDetailView } from '../../../api/credentials';
import { EmptyNote } from '../../components/emptyNote';
import { Failure } from '../../components/failure';
import { PageTitle } from '../../components/pageTitle';
import { Facts, Panel } from '../../components/panel';
import { Reading } from '../../components/reading';
import { Status } from '../../components/status';
import { Ago, When } from '../../components/when';
import { useTestCredential } from '../../data/changes';
import { paths } from '../../data/paths';
import { useCredential, useMe } from '../../data/queries';
import { figure } from '../../time/figure';
import { CREDENTIAL_LOOK } from '../../words/status';
import { useWords } from '../../words/words';
import { AuthoriseButton } from './authoriseButton';

function TestButton({ id }: { readonly id: string }): ReactNode {
  const {
    credentials: { act },
    common,
  } = useWords();
  const test = useTestCredential();
  return (
    <>
      <Button loading={test.isPending} onClick={() => test.mutate(id)}>
        {act.test}
      </Button>
      {test.isSuccess ? (
        <span className="soft" role="status">
          {act.tested}
        </span>
      ) : null}
      {test.error === null ? null : (
        <Failure failure={test.error} title={common.failure.actionTitle(act.test)} of="change" />
      )}
    </>
  );
}

function Dependants({ dependants }: Pick<CredentialDetailView, 'dependants'>): ReactNode {
  const {
    credentials: { detail },
  } = useWords();
  if (dependants.accounts === 0) return <EmptyNote why={detail.noDependants} />;
  return (
    <>
      <p>{detail.dependantsLine(figure(dependants.accounts), figure(dependants.obligations))}</p>
      <ul className="plain-list">
        {dependants.listed.map(({ accountId, name, obligations }) => (
          <li key={accountId} data-row="">
            <Link to={paths.account(accountId)}>{name}</Link>
            {obligations === 0 ? null : <span className="look-warned"> {detail.obligations(figure(obligations))}</span>}
          </li>
        ))}
      </ul>
      {dependants.listed.length < dependants.accounts ? (
        <p className="soft">{detail.more(figure(dependants.listed.length), figure(dependants.accounts))}</p>
      ) : null}
    </>
  );
}

function Messages({ messages }: { readonly messages: NonNullable<CredentialDetailView['messages']> }): ReactNode {
  const {
    credentials: { detail },
  } = useWords();
  return (
    <Panel title={detail.messages}>
      {messages.flowingSinceAt === null ? <p className="look-unknown">{detail.notFlowing}</p> : null}
      <Facts
        items={[
          [detail.flowing, <When key="since" at={messages.flowingSinceAt} missing="—" />],
          [detail.lastMessage, <Ago key="last" at={messages.lastAt} />],
        ]}
      />
    </Panel>
  );
}

/** One credential: whether it works, until when, which accounts depend on it, and the ways to repair it. */
export default function CredentialPage(): ReactNode {
  const { id = '' } = useParams();
  const { credentials: texts, common, codes } = useWords();
  const actions = useMe().data?.actions ?? [];
  return (
    <Reading read={useCredential(id)} what={common.pageNames.credential} rows={6}>
      {(credential) => (
        <>
          <header className="page-head">
            <div className="page-title">
              <PageTitle name={credential.label} />
              <Status look={CREDENTIAL_LOOK[credential.state]} word={texts.state[credential.state]} />
              {actions.includes('credentials.authorise') ? (
                <div className="head-action">
                  <TestButton id={credential.id} />{' '}
                  <AuthoriseButton platform={credential.platform} accountId={credential.accountId} />
                </div>
              ) : null}
            </div>
            <p className="page-sub">
              {codes.platform[credential.platform]} · {texts.kind[credential.kind]} ·{' '}
              {texts.detail.grantedBy(credential.grantedBy)}
            </p>
            <Facts
              items={[
                ...(credential.accountId === null
                  ? []
                  : [
                      [
                        texts.detail.account,
                        <Link key="account" to={paths.account(credential.accountId)}>
                          {credential.label}
                        </Link>,
                      ] as const,
                    ]),
                ...(credential.applicationId === null
                  ? []
                  : [
                      [
                        texts.detail.application,
                        <code key="application" className="breakable">
                          {credential.applicationId}
                        </code>,
                      ] as const,
                    ]),
                [texts.columns.expires, <When key="expires" at={credential.expiresAt} missing={texts.noEnd} />],
                [
                  texts.columns.tested,
                  credential.lastTest === null ? (
                    texts.none
                  ) : (
                    <span key="tested">
                      {texts.test[credential.lastTest.outcome]} <Ago at={credential.lastTest.at} />
                      {credential.lastTest.code === null ? null : (
                        <>
                          {' '}
                          <code>{credential.lastTest.code}</code>
                        </>
                      )}
                    </span>
                  ),
                ],
                [texts.detail.nextTest, <When key="next" at={credential.nextTestAt} />],
                [texts.columns.granted, <When key="granted" at={credential.grantedAt} />],
              ]}
            />
          </header>
          {credential.messages === null ? null : <Messages messages={credential.messages} />}
          <Panel title={texts.detail.dependants}>
            <Dependants dependants={credential.dependants} />
          </Panel>
        </>
      )}
    </Reading>
  );
}
