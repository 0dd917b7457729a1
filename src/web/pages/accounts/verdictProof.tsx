import type { ReactNode } from 'react';
import type { AccountDetailView } from '../../../api/accounts';
import { OutsideLink } from '../../components/links';
import { Facts, Panel } from '../../components/panel';
import { Status } from '../../components/status';
import { Remaining, When } from '../../components/when';
import { figure } from '../../time/figure';
import { spanOf } from '../../time/span';
import { VERDICT_LOOK } from '../../words/status';
import { useWords } from '../../words/words';

/** A verdict explains itself: reason, clause, the facts it was made from, and where they can be looked up. */
export function VerdictProof({ account }: { readonly account: AccountDetailView }): ReactNode {
  const {
    accounts: { proof, verdictBecause },
    codes,
    common,
  } = useWords();
  const { verdict } = account;
  const kind = verdict?.kind ?? 'unjudged';
  const facts: (readonly [string, ReactNode])[] = [
    [
      proof.lastPost,
      <span key="post">
        <When at={account.lastPostAt} missing={account.completeFromAt === null ? proof.noPostSeen : proof.noPost} />
        {verdict?.lastPostUrl == null ? null : (
          <>
            {' '}
            · <OutsideLink href={verdict.lastPostUrl}>{proof.lastPostLink}</OutsideLink>
          </>
        )}
      </span>,
    ],
    [
      proof.lastSight,
      <span key="sight">
        <When at={account.lastSightAt} missing={verdictBecause.neverSeen} />
        {account.consecutiveBlindLooks > 0 ? (
          <span className="look-unknown"> · {proof.blind(figure(account.consecutiveBlindLooks))}</span>
        ) : null}
      </span>,
    ],
    [
      proof.proven,
      verdict?.provenSilenceMs == null ? (
        <span key="proven" className="soft">
          {proof.notProven}
        </span>
      ) : (
        common.span(spanOf(verdict.provenSilenceMs))
      ),
    ],
    [proof.completeFrom, <When key="from" at={account.completeFromAt} missing={proof.notProven} />],
    // What the platform lists is known once it has been seen; before that the stored value is only the starting one.
    [proof.coverage, account.lastSightAt === null ? '—' : codes.coverage[account.coverage]],
  ];
  if (verdict?.crossedAt != null) facts.push([proof.crossed, <When key="crossed" at={verdict.crossedAt} />]);
  if (verdict?.breachAt != null)
    facts.push([
      proof.breach,
      <span key="breach">
        <When at={verdict.breachAt} /> · <Remaining until={verdict.breachAt} soonMs={48 * 3_600_000} />
      </span>,
    ]);
  if (verdict !== null) {
    facts.push([proof.judged, <When key="judged" at={verdict.judgedAt} />]);
    facts.push([
      proof.pack,
      <span key="pack">
        {proof.packLine(verdict.packId, verdict.packVersion)}
        {verdict.ruleId === null ? null : (
          <>
            {' '}
            · <code>{verdict.ruleId}</code>
          </>
        )}
      </span>,
    ]);
    if (verdict.sightLookId !== null) facts.push([proof.sightLook, <code key="look">{verdict.sightLookId}</code>]);
  }
  return (
    <Panel title={<span id="proof">{proof.explain}</span>}>
      <p className="verdict-reason">
        <Status look={VERDICT_LOOK[kind]} word={codes.verdict[kind]} />
        {verdict === null ? null : <span>{codes.verdictReason[verdict.reason]}</span>}
      </p>
      {verdict?.clause == null ? (
        <p className="soft">{proof.noClause}</p>
      ) : (
        <blockquote className="clause">
          <p>{verdict.clause.text}</p>
          <footer className="soft">{verdict.clause.source}</footer>
        </blockquote>
      )}
      {verdict?.clause?.howApplied === undefined ? null : (
        <p className="soft clause-applied">
          {proof.howApplied}
          {common.colon}
          {verdict.clause.howApplied}
        </p>
      )}
      <Facts items={facts} />
    </Panel>
  );
}
