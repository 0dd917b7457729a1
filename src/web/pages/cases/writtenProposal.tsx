import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { CaseView } from '../../../api/cases';
import { Facts, Panel } from '../../components/panel';
import { When } from '../../components/when';
import { paths } from '../../data/paths';
import { useWords } from '../../words/words';

/** What is proposed of an account, by whom and why: what is approved. */
export function WrittenProposal({ shutdownCase }: { readonly shutdownCase: CaseView }): ReactNode {
  const { cases: texts, codes } = useWords();
  const { accountId, accountName, platform, unitId, unitName, occurredAt, successorName, steps } = shutdownCase;
  const proposal = steps.findLast(({ event }) => event === 'propose-shutdown' || event === 'propose-integration');
  return (
    <Panel title={texts.proposal.title}>
      <Facts
        items={[
          [
            texts.columns.account,
            <Link key="account" to={paths.account(accountId)}>{`${accountName}（${codes.platform[platform]}）`}</Link>,
          ],
          [
            texts.columns.unit,
            <Link key="unit" to={paths.accounts({ unit: unitId })}>
              {unitName}
            </Link>,
          ],
          [texts.occurred, <When key="occurred" at={occurredAt} />],
          [texts.proposal.what, proposal === undefined ? '—' : codes.caseEvent[proposal.event]],
          ...(successorName === null ? [] : [[texts.proposal.successor, successorName] as const]),
          [texts.proposal.by, proposal?.actor ?? '—'],
          [texts.proposal.why, proposal?.note ?? '—'],
        ]}
      />
    </Panel>
  );
}
