import { useMemo, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { CredentialView } from '../../../api/credentials';
import type { Column } from '../../components/dataTable';
import { choicesOf, FilterBar, type Filter } from '../../components/filterBar';
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

const FILTERS = ['platform', 'state', 'of', 'expiresWithinDays'] as const;

/** Every credential in scope without its secret: what it opens, whether it works, and until when. */
export default function CredentialsPage(): ReactNode {
  const { credentials: texts, codes, common } = useWords();
  const address = useListAddress(FILTERS);
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
  const bar: readonly Filter<(typeof FILTERS)[number]>[] = [
    {
      name: 'platform',
      label: texts.filters.platform,
      choices: choicesOf(codes.platform),
    },
    {
      name: 'state',
      label: texts.filters.state,
      choices: choicesOf(texts.state),
    },
    {
      name: 'of',
      label: texts.filters.of,
      choices: [
        { value: 'accounts', label: texts.filters.accounts },
        { value: 'applications', label: texts.filters.applications },
      ],
    },
    {
      name: 'expiresWithinDays',
      label: texts.filters.expiring,
      shown: texts.filters.within(filters.expiresWithinDays ?? ''),
    },
  ];
  return (
    <>
      <PageTitle name={texts.title} />
      <SourceTabs />
      <ReturnedNotice />
      <p className="soft page-intro">{texts.intro}</p>
      <FilterBar filters={bar} address={address} />
      <PagedList
        read={read}
        what={common.pageNames.credentials}
        label={texts.title}
        columns={columns}
        keyOf={({ id }) => id}
        address={address}
        empty={texts.empty}
        emptyFiltered={texts.filtered}
      />
    </>
  );
}
