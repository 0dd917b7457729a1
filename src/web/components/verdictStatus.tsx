import { Popover } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { AccountView } from '../../api/accounts';
import { paths } from '../data/paths';
import { spanOf } from '../time/span';
import { VERDICT_LOOK } from '../words/status';
import { useFirstWords } from '../words/words';
import { Status } from './status';
import { When } from './when';

/** Reason, clause and proof of a verdict in a few lines, for hovering. */
function ProofLines({ account }: { readonly account: AccountView }): ReactNode {
  const {
    accounts: { proof, verdictBecause },
    codes,
    common,
  } = useFirstWords();
  const { verdict } = account;
  if (verdict === null) return null;
  return (
    <div className="proof-lines">
      <strong>{codes.verdictReason[verdict.reason]}</strong>
      {verdict.provenSilenceMs === null ? null : <span>{verdictBecause.silence(spanOf(verdict.provenSilenceMs))}</span>}
      <span>
        {proof.lastSight}
        {common.colon}
        <When at={account.lastSightAt} />
      </span>
      <span>
        {proof.lastPost}
        {common.colon}
        <When at={account.lastPostAt} missing={proof.noPostSeen} />
      </span>
      {verdict.clause === null ? null : (
        <span className="soft">
          {verdict.clause.source}
          {common.colon}
          {verdict.clause.text}
        </span>
      )}
      <span className="soft">{proof.packLine(verdict.packId, verdict.packVersion)}</span>
    </div>
  );
}

/** A verdict as shape and word; hovering or focusing gives reason, clause and proof, clicking goes to the evidence. */
export function VerdictStatus({
  account,
  why = false,
}: {
  readonly account: AccountView;
  /** Say why instead of what. */ readonly why?: boolean;
}): ReactNode {
  const { codes, accounts } = useFirstWords();
  const kind = account.verdict?.kind ?? 'unjudged';
  const silenceMs = account.verdict?.provenSilenceMs ?? null;
  const word = why && silenceMs !== null ? accounts.verdictBecause.silence(spanOf(silenceMs)) : codes.verdict[kind];
  const status = <Status look={VERDICT_LOOK[kind]} word={word} />;
  if (account.verdict === null) return status;
  return (
    <Popover trigger={['hover', 'focus']} mouseEnterDelay={0.2} content={<ProofLines account={account} />}>
      <Link className="plain-link" to={paths.account(account.id)}>
        {status}
      </Link>
    </Popover>
  );
}
