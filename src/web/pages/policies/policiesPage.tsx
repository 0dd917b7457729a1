import { useMemo, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { PolicyView } from '../../../api/policies';
import { AwaitedPolicies } from '../../components/awaitedPolicies';
import type { Column } from '../../components/dataTable';
import { FilterBar } from '../../components/filterBar';
import { useListAddress } from '../../components/listAddress';
import { PagedList } from '../../components/pagedList';
import { Shape } from '../../components/status';
import { Due, Published, When } from '../../components/when';
import { PageTitle } from '../../components/pageTitle';
import { paths } from '../../data/paths';
import { usePolicies, useSummary } from '../../data/queries';
import { useWords, wordOf } from '../../words/words';
import { MandateTabs } from '../mandates/mandateTabs';
import { PolicySources } from './policySources';

/** 政策库: everything the sources brought, and why it is a mandate or is none. */
export default function PoliciesPage(): ReactNode {
  const { mandates, codes, common, policies } = useWords();
  const { policies: texts } = mandates;
  const address = useListAddress(['awaitsPerson']);
  const summary = useSummary().data;
  const read = usePolicies({ cursor: address.cursor, awaitsPerson: address.filters.awaitsPerson });
  const columns = useMemo<readonly Column<PolicyView>[]>(
    () => [
      {
        key: 'title',
        title: texts.title,
        place: 'lead',
        className: 'cell-text',
        render: (policy) => (
          <>
            <Link to={paths.policy(policy.id)}>{policy.title}</Link>
            <div className="soft">
              {[policy.issuer, policy.docNumber].filter((part) => part !== null).join(' · ')}
              {policy.interprets === null ? null : (
                <>
                  {' '}
                  · {texts.interprets}
                  {policy.interprets.names.length === 0
                    ? ''
                    : `${common.colon}${policy.interprets.names.join(common.comma)}`}
                </>
              )}
            </div>
            {policy.withdrawal === null ? null : (
              <div className="look-breached">
                <Shape look="breached" /> {texts.withdrawn[policy.withdrawal.reason]}{' '}
                <When at={policy.withdrawal.noticedAt} />
              </div>
            )}
          </>
        ),
      },
      {
        key: 'authority',
        title: texts.authority,
        className: 'cell-short',
        render: (policy) => codes.authority[policy.authority],
      },
      {
        key: 'published',
        title: texts.published,
        align: 'right',
        render: (policy) =>
          policy.published === null ? (
            <span className="soft">{codes.decision['no-date']}</span>
          ) : (
            <Published published={policy.published} />
          ),
      },
      { key: 'sources', title: texts.sources, render: (policy) => <PolicySources policy={policy} /> },
      {
        key: 'decision',
        title: texts.decision,
        render: (policy) =>
          policy.decision === null ? (
            <span className="soft">{texts.undecided}</span>
          ) : (
            <>
              {wordOf(codes.decision, policy.decision)}
              {policy.awaitedDueBy === null ? null : (
                <div className="soft">
                  {policies.dueFromPublication} <Due at={policy.awaitedDueBy} />
                </div>
              )}
            </>
          ),
      },
    ],
    [texts, codes, common, policies],
  );
  return (
    <>
      <PageTitle name={mandates.title} />
      <MandateTabs />
      {summary === undefined ? null : <AwaitedPolicies awaiting={summary.policiesAwaiting} />}
      <FilterBar
        filters={[
          {
            name: 'awaitsPerson',
            label: policies.filter,
            choices: [{ value: 'true', label: policies.filterOn }],
          },
        ]}
        address={address}
      />
      <PagedList
        read={read}
        what={common.pageNames.policies}
        label={mandates.tabs.policies}
        columns={columns}
        keyOf={(policy) => policy.id}
        empty={texts.none}
        emptyAction={<Link to={paths.sources}>{common.details}</Link>}
        address={address}
      />
    </>
  );
}
