import { useMemo, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { CredentialView } from '../../../api/credentials';
import type { Column } from '../../components/dataTable';
import { FilterBar, type Filter } from '../../components/filterBar';
import { useListAddress } from '../../components/listAddress';
import { PagedList } from '../../components/pagedList';
import { PageTitle } from '../../components/pageTitle';
import { Status } from '../../components/status';
import { Ago, When } from '../../components/when';
import { paths } from '../../data/paths';
import { useCredentials } from '../../data/queries';
import { CREDENTIAL_LOOK } from '../../words/status';
import { useWords } from '../../words/words';
import { SourceTabs } from '../sources/sourceTabs';
import { ReturnedNotice } from './returnedNotice';

/** Every credential in scope without its secret: what it opens, whether it works, and until when. */
export default function CredentialsPage(): ReactNode {
  const { credentials: texts, codes, common } = useWords();
  const address = useListAddress(['platform', 'state', 'of', 'expiresWithinDays']);
  const { filters } = address;
  const read = useCredentials({ ...filters, cursor: address.cursor });
  const columns = useMemo<readonly Column<CredentialView>[]>(
    () => [
      {
        key: 'label',
        title: texts.columns.label,
        place: 'lead',
        render: (credential) => <Link to={paths.credential(credential.id)}>{credential.label}</Link>,
      },
      {
        key: 'state',
        title: texts.columns.state,
        place: 'state',
        render: ({ state }) => <Status look={CREDENTIAL_LOOK[state]} word={texts.state[state]} />,
      },
      { key: 'kind', title: texts.columns.kind, render: ({ kind }) => texts.kind[kind] },
      {
        key: 'expires',
        title: texts.columns.expires,
        align: 'right',
        render: ({ expiresAt }) => <When at={expiresAt} missing={texts.noEnd} />,
      },
      {
        key: 'tested',
        title: texts.columns.tested,
        align: 'right',
        render: ({ lastTest }) =>
          lastTest === null ? (
            <span className="soft">{texts.none}</span>
          ) : (
            <span>
              {texts.test[lastTest.outcome]} <Ago at={lastTest.at} />
            </span>
          ),
      },
      {
        key: 'granted',
        title: texts.columns.granted,
        align: 'right',
        className: 'cell-spare',
        render: ({ grantedAt }) => <When at={grantedAt} />,
      },
    ],
    [texts],
  );
  const choices = (words: Readonly<Record<string, string>>): { value: string; label: string }[] =>
    Object.entries(words).map(([value, label]) => ({ value, label }));
  const bar: readonly Filter[] = [
    {
      name: 'platform',
      label: texts.filters.platform,
      value: filters.platform,
      choices: choices(codes.platform),
      onChange: (value) => address.setFilter('platform', value),
    },
    {
      name: 'state',
      label: texts.filters.state,
      value: filters.state,
      choices: choices(texts.state),
      onChange: (value) => address.setFilter('state', value),
    },
    {
      name: 'of',
      label: texts.filters.of,
      value: filters.of,
      choices: [
        { value: 'accounts', label: texts.filters.accounts },
        { value: 'applications', label: texts.filters.applications },
      ],
      onChange: (value) => address.setFilter('of', value),
    },
    {
      name: 'expiresWithinDays',
      label: texts.filters.expiring,
      value: filters.expiresWithinDays,
      shown: texts.filters.within(filters.expiresWithinDays ?? ''),
      onChange: (value) => address.setFilter('expiresWithinDays', value),
    },
  ];
  return (
    <>
      <PageTitle name={texts.title} />
      <SourceTabs />
      <ReturnedNotice />
      <p className="soft page-intro">{texts.intro}</p>
      <FilterBar filters={bar} onClear={address.clear} />
      <PagedList
        read={read}
        what={common.pageNames.credentials}
        label={texts.title}
        columns={columns}
        keyOf={({ id }) => id}
        address={address}
        empty={address.filtered ? texts.filtered : texts.empty}
      />
    </>
  );
}
