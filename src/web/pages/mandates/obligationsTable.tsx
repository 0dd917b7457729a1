import { Drawer } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import type { ProgressGroup } from '../../../domain/mandates/mandate';
import type { ObligationView } from '../../../api/obligations';
import type { Column } from '../../components/dataTable';
import { FilterBar } from '../../components/filterBar';
import { OutsideLink } from '../../components/links';
import type { ListAddress } from '../../components/listAddress';
import { PagedList } from '../../components/pagedList';
import { ObligationStatus } from '../../components/obligationStatus';
import { Due, Published, Remaining, When } from '../../components/when';
import { paths } from '../../data/paths';
import { useObligations } from '../../data/queries';
import { PROGRESS_GROUP_ORDER } from '../../words/status';
import { useWords } from '../../words/words';
import { ObligationDetail } from '../obligations/obligationDetail';

interface ObligationsTableProps {
  readonly mandateId: string;
  readonly group: ProgressGroup | null;
  readonly address: ListAddress<'group' | 'obligation'>;
}

/** What has been seen of the repost, or why there is nothing to see yet. */
function Evidence({ obligation }: { readonly obligation: ObligationView }): ReactNode {
  const {
    mandates: { obligations: texts },
    obligation: { unproven },
    codes,
  } = useWords();
  const { evidence } = obligation;
  if (evidence !== null) {
    return (
      <>
        <OutsideLink href={evidence.url}>{codes.basis[evidence.basis]}</OutsideLink>{' '}
        <Published published={evidence.published} />
        {obligation.onTime === false ? <span className="look-warned"> {texts.late}</span> : null}
      </>
    );
  }
  if (obligation.overdueProven === false) return <span>{unproven}</span>;
  if (obligation.manualReason !== null) return <span>{codes.manualReason[obligation.manualReason]}</span>;
  if (obligation.submittedAt !== null)
    return (
      <span className="soft">
        <When at={obligation.submittedAt} /> {codes.obligationState.submitted}
      </span>
    );
  return <span className="soft">—</span>;
}

/**
 * Every account's obligation. A row opens beside the list, its address can be sent on, and it has a page of its own.
 */
export function ObligationsTable({ mandateId, group, address }: ObligationsTableProps): ReactNode {
  const {
    mandates: { obligations: texts },
    obligation: detailTexts,
    accounts,
    codes,
    common,
  } = useWords();
  const navigate = useNavigate();
  const opened = address.filters.obligation;
  const read = useObligations(mandateId, { group, cursor: address.cursor });
  const columns = useMemo<readonly Column<ObligationView>[]>(
    () => [
      {
        key: 'account',
        title: texts.account,
        place: 'lead',
        render: (obligation) => (
          <>
            <Link to={paths.mandate(mandateId, { group, obligation: obligation.id })}>{obligation.accountName}</Link>{' '}
            <span className="soft">
              {obligation.siteId === null ? codes.platform[obligation.platform] : accounts.site.kind}
            </span>
          </>
        ),
      },
      {
        key: 'state',
        title: texts.state,
        place: 'state',
        render: (obligation) => <ObligationStatus obligation={obligation} />,
      },
      {
        key: 'unit',
        title: texts.unit,
        className: 'cell-wide',
        render: (obligation) => (
          <Link className="quiet-link" to={paths.accounts({ unit: obligation.unitId })}>
            {obligation.unitName}
          </Link>
        ),
      },
      { key: 'evidence', title: texts.evidence, render: (obligation) => <Evidence obligation={obligation} /> },
      {
        key: 'due',
        title: texts.due,
        align: 'right',
        render: (obligation) =>
          obligation.fulfilledAt === null && obligation.group !== 'not-applicable' ? (
            <Remaining until={obligation.dueBy} />
          ) : (
            <Due at={obligation.dueBy} />
          ),
      },
    ],
    [texts, codes, mandateId, group],
  );
  return (
    <>
      <FilterBar
        address={address}
        filters={[
          {
            name: 'group',
            label: texts.state,
            choices: PROGRESS_GROUP_ORDER.map((name) => ({ value: name, label: codes.progress[name] })),
          },
        ]}
      />
      <PagedList
        read={read}
        what={common.pageNames.obligations}
        label={texts.state}
        columns={columns}
        keyOf={(obligation) => obligation.id}
        empty={texts.none}
        address={address}
      />
      <Drawer
        open={opened !== null}
        size="large"
        title={detailTexts.title}
        onClose={() => address.setFilter('obligation', null)}
        destroyOnHidden
        extra={
          opened === null ? null : (
            <a
              href={paths.obligation(opened)}
              onClick={(event) => {
                event.preventDefault();
                void navigate(paths.obligation(opened));
              }}
            >
              {common.openPage}
            </a>
          )
        }
      >
        {opened === null ? null : <ObligationDetail id={opened} />}
      </Drawer>
    </>
  );
}
