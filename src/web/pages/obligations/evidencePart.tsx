import type { ReactNode } from 'react';
import type { ObligationDetailView } from '../../../api/obligations';
import { EmptyNote } from '../../components/emptyNote';
import { OutsideLink } from '../../components/links';
import { Facts, Panel } from '../../components/panel';
import { Published, When } from '../../components/when';
import { useWords } from '../../words/words';

/** The post that was seen: done means seen, and this is what was seen. */
export function EvidencePart({ obligation }: { readonly obligation: ObligationDetailView }): ReactNode {
  const {
    obligation: { evidence: texts },
    mandates,
    codes,
    publishing,
  } = useWords();
  const { evidence, onTime } = obligation;
  if (evidence === null)
    return (
      <Panel title={texts.title}>
        <EmptyNote why={texts.none} />
      </Panel>
    );
  return (
    <Panel
      title={texts.title}
      aside={
        onTime === null ? null : (
          <span className={onTime ? 'look-fine' : 'look-warned'}>
            {onTime ? mandates.obligations.onTime : mandates.obligations.late}
          </span>
        )
      }
    >
      <Facts
        items={[
          [
            texts.post,
            <OutsideLink key="post" href={evidence.url}>
              {evidence.title === '' ? evidence.url : evidence.title}
            </OutsideLink>,
          ],
          [texts.published, <Published key="published" published={evidence.published} />],
          [texts.firstSeen, <When key="seen" at={evidence.firstSeenAt} />],
          [texts.basis, codes.basis[evidence.basis]],
          [texts.look, <code key="look">{evidence.lookId}</code>],
          ...(evidence.similarity === null
            ? []
            : [
                [
                  publishing.evidence.similarity,
                  <span key="similarity" className="num">
                    {Math.floor(evidence.similarity * 100)}%
                  </span>,
                ] as const,
              ]),
          [
            texts.hash,
            <code key="hash" className="breakable">
              {evidence.textHash}
            </code>,
          ],
        ]}
      />
    </Panel>
  );
}
