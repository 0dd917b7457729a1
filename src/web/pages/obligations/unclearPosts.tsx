import { Button } from 'antd';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import type { FindingView } from '../../../api/accounts';
import type { ObligationDetailView } from '../../../api/obligations';
import { OutsideLink } from '../../components/links';
import { Panel } from '../../components/panel';
import { When } from '../../components/when';
import { useAcceptRepost } from '../../data/changes';
import { useFindings, useMe } from '../../data/queries';
import { useWords, wordOf } from '../../words/words';

const ReasonDialog = lazy(() => import('../../components/reasonDialog'));

/**
 * Posts no rule can tell for certain: a person looks at the original beside the post and accepts it with a reason, or
 * leaves it.
 */
export function UnclearPosts({ obligation }: { readonly obligation: ObligationDetailView }): ReactNode {
  const {
    obligation: { unclear: texts },
    codes,
  } = useWords();
  const may = useMe().data?.actions.includes('obligation.exempt') ?? false;
  const found = useFindings(obligation.accountId, {}).data?.items ?? [];
  const accept = useAcceptRepost();
  const [asking, setAsking] = useState<FindingView | null>(null);
  const unclear = found.filter(({ kind, state }) => kind === 'unclear-repost' && state === 'open');
  if (unclear.length === 0) return null;
  return (
    <Panel title={texts.title}>
      <p className="soft">{texts.how}</p>
      <ul className="plain-list">
        {unclear.map((finding) => (
          <li key={finding.id}>
            <OutsideLink href={finding.url}>{finding.excerpt ?? texts.post}</OutsideLink>{' '}
            <When at={finding.occurredAt} /> <span className="soft">{wordOf(codes.findingDetail, finding.detail)}</span>
            {may ? (
              <>
                {' '}
                <Button size="small" onClick={() => setAsking(finding)}>
                  {texts.accept}
                </Button>
              </>
            ) : null}
          </li>
        ))}
      </ul>
      {asking === null ? null : (
        <Suspense fallback={null}>
          <ReasonDialog
            title={texts.accept}
            consequence={texts.consequence(obligation.accountName)}
            button={texts.accept}
            pending={accept.isPending}
            failure={accept.error}
            onClose={() => setAsking(null)}
            onSubmit={(reason) =>
              accept.mutate(
                { obligationId: obligation.id, postId: asking.subject, reason },
                { onSuccess: () => setAsking(null) },
              )
            }
          />
        </Suspense>
      )}
    </Panel>
  );
}
