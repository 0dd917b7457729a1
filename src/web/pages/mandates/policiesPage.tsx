import { useMemo, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { PolicyView } from '../../../api/policies';
import type { Column } from '../../components/dataTable';
import { OutsideLink } from '../../components/links';
import { useListAddress } from '../../components/listAddress';
import { PagedList } from '../../components/pagedList';
import { Shape } from '../../components/status';
import { Published, When } from '../../components/when';
import { PageTitle } from '../../components/pageTitle';
import { paths } from '../../data/paths';
import { usePolicies } from '../../data/queries';
import { useWords, wordOf } from '../../words/words';
import { MandateTabs } from './mandateTabs';

/** The sources where a policy stands; one that is no longer listed is said to be so, which is not a withdrawal. */
function Sources({ policy }: { readonly policy: PolicyView }): ReactNode {
  const {
    mandates: { policies: texts },
  } = useWords();
  return (
    <ul className="plain-list">
      {policy.sightings.map((sighting) => (
        <li key={sighting.sourceId}>
          <OutsideLink href={sighting.url}>{sighting.sourceTitle}</OutsideLink>
          {sighting.listed ? null : <span className="soft"> {texts.unlisted}</span>}
        </li>
      ))}
    </ul>
  );
}

/** 政策库: everything the sources brought, and why it is a mandate or is none. */
export default function PoliciesPage(): ReactNode {
  const { mandates, codes, common } = useWords();
  const { policies: texts } = mandates;
  const address = useListAddress([]);
  const read = usePolicies({ cursor: address.cursor });
  const columns = useMemo<readonly Column<PolicyView>[]>(
    () => [
      {
        key: 'title',
        title: texts.title,
        place: 'lead',
        className: 'cell-text',
        render: (policy) => (
          <>
            <OutsideLink href={policy.url}>{policy.title}</OutsideLink>
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
      { key: 'sources', title: texts.sources, render: (policy) => <Sources policy={policy} /> },
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
