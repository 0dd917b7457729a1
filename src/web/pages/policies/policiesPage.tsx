import { useMemo, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { PolicyView } from '../../../api/policies';
import type { Column } from '../../components/dataTable';
import { FilterBar } from '../../components/filterBar';
import { useListAddress } from '../../components/listAddress';
import { PagedList } from '../../components/pagedList';
import { Shape } from '../../components/status';
import { Published, When } from '../../components/when';
import { PageTitle } from '../../components/pageTitle';
import { paths } from '../../data/paths';
import { usePolicies } from '../../data/queries';
import { figure } from '../../time/figure';
import { useWords, wordOf } from '../../words/words';
import { MandateTabs } from '../mandates/mandateTabs';
import { PolicySources } from './policySources';

/** How many policies wait for a person, and the way to them. */
function AwaitedNote(): ReactNode {
  const { policies: texts } = useWords();
  const awaited = usePolicies({ awaitsPerson: true, limit: 100 }).data?.items.length ?? 0;
  if (awaited === 0) return null;
  return (
    <p className="look-warned">
      <Shape look="warned" /> {texts.awaited(figure(awaited))}{' '}
      <Link to={paths.policies({ awaitsPerson: 'true' })}>{texts.awaitedLink}</Link>
    </p>
  );
}

/** 政策库: everything the sources brought, and why it is a mandate or is none. */
export default function PoliciesPage(): ReactNode {
  const { mandates, codes, common, policies } = useWords();
  const { policies: texts } = mandates;
  const address = useListAddress(['awaitsPerson']);
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
            wordOf(codes.decision, policy.decision)
          ),
      },
    ],
    [texts, codes, common],
  );
  return (
    <>
      <PageTitle name={mandates.title} />
      <MandateTabs />
      <AwaitedNote />
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
