import { Button } from 'antd';
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import type { FindingView } from '../../../api/accounts';
import type { Column } from '../../components/dataTable';
import { isWebAddress, OutsideLink } from '../../components/links';
import { useListAddress } from '../../components/listAddress';
import { PagedList } from '../../components/pagedList';
import { Status } from '../../components/status';
import { When } from '../../components/when';
import { useFindings, useMe } from '../../data/queries';
import { FINDING_LOOK, FINDING_STATE_LOOK } from '../../words/status';
import { useWords, wordOf } from '../../words/words';

const FindingDialog = lazy(() => import('./findingDialog'));

function FindingDetail({ finding }: { readonly finding: FindingView }): ReactNode {
  const { codes } = useWords();
  return (
    <span title={finding.clause === null ? undefined : `${finding.clause.source} ${finding.clause.text}`}>
      {finding.excerpt === null ? (
        (codes.findingDetail[finding.detail] ?? wordOf(codes.verdictReason, finding.detail))
      ) : (
        <mark>{finding.excerpt}</mark>
      )}{' '}
      {isWebAddress(finding.url) ? (
        <OutsideLink href={finding.url}>{codes.findingKind[finding.kind]}</OutsideLink>
      ) : null}
    </span>
  );
}

/** Who dismissed it and why, and the step a person can take now. */
function FindingStep({ finding }: { readonly finding: FindingView }): ReactNode {
  const { findings: texts } = useWords().accounts;
  const may = useMe().data?.actions.includes('finding.dismiss') ?? false;
  const [asking, setAsking] = useState(false);
  const { dismissal, state } = finding;
  const step = state === 'open' ? 'dismiss' : 'take-back';
  return (
    <>
      {state !== 'dismissed' || dismissal === null ? null : (
        <span className="finding-dismissal">
          {texts.dismissedBy(dismissal.name)}：{dismissal.reason}
        </span>
      )}
      {may && state !== 'closed' ? (
        <Button size="small" onClick={() => setAsking(true)}>
          {texts[step].button}
        </Button>
      ) : null}
      {asking ? (
        <Suspense fallback={null}>
          <FindingDialog finding={finding} step={step} onClose={() => setAsking(false)} />
        </Suspense>
      ) : null}
    </>
  );
}

export function FindingsList({ accountId }: { readonly accountId: string }): ReactNode {
  const {
    accounts: { findings: texts },
    codes,
    common,
  } = useWords();
  const address = useListAddress([]);
  const read = useFindings(accountId, { cursor: address.cursor });
  const columns = useMemo<readonly Column<FindingView>[]>(
    () => [
      {
        key: 'kind',
        title: texts.kind,
        place: 'lead',
        render: (finding) => <Status look={FINDING_LOOK[finding.kind]} word={codes.findingKind[finding.kind]} />,
      },
      {
        key: 'state',
        title: texts.state,
        place: 'state',
        render: (finding) => (
          <Status look={FINDING_STATE_LOOK[finding.state]} word={codes.findingState[finding.state]} />
        ),
      },
      {
        key: 'detail',
        title: texts.detail,
        className: 'cell-text',
        render: (finding) => <FindingDetail finding={finding} />,
      },
      { key: 'occurred', title: texts.occurred, align: 'right', render: (finding) => <When at={finding.occurredAt} /> },
      { key: 'noticed', title: texts.noticed, align: 'right', render: (finding) => <When at={finding.noticedAt} /> },
      {
        key: 'closed',
        title: texts.closed,
        align: 'right',
        render: (finding) => <When at={finding.closedAt} missing="—" />,
      },
      { key: 'step', title: texts.step, render: (finding) => <FindingStep finding={finding} /> },
    ],
    [texts, codes],
  );
  return (
    <PagedList
      read={read}
      what={common.pageNames.findings}
      label={common.pageNames.findings}
      columns={columns}
      keyOf={(finding) => finding.id}
      empty={texts.none}
      address={address}
    />
  );
}
