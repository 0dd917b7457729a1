import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { RulePreviewView, RuleView } from '../../../api/mandates';
import { EmptyNote } from '../../components/emptyNote';
import { Panel } from '../../components/panel';
import { Shape } from '../../components/status';
import { Due } from '../../components/when';
import { paths } from '../../data/paths';
import { figure } from '../../time/figure';
import { useWords, wordOf } from '../../words/words';
import { KnownPolicies } from './knownPolicies';

/** Whom a rule would bind and why, for the most recent policies. Nothing was stored. */
export function RulePreview({
  seen,
  binds,
  chosen,
  onChoose,
}: {
  readonly seen: RulePreviewView;
  readonly binds: RuleView['binds'];
  readonly chosen: readonly string[];
  readonly onChoose: (policyIds: readonly string[]) => void;
}): ReactNode {
  const {
    publishing: {
      rules: { result: texts },
    },
    codes,
    common,
  } = useWords();
  const left = (['platform', 'region', 'sector', 'counterpart', 'not-active'] as const).filter(
    (reason) => seen.counts[reason] > 0,
  );
  return (
    <Panel title={texts.title} aside={<span className="soft">{texts.stored}</span>}>
      <p>
        <strong className="num">
          {(binds === 'sector' ? texts.boundAtMost : texts.bound)(figure(seen.counts.concerned))}
        </strong>
        {left.length === 0 ? null : (
          <span className="soft num">
            {' '}
            · {texts.left}
            {common.colon}
            {left.map((reason) => `${wordOf(texts.reasons, reason)} ${figure(seen.counts[reason])}`).join(common.comma)}
          </span>
        )}
      </p>
      <KnownPolicies known={seen.known} chosen={chosen} onChoose={onChoose} />
      <h3>{texts.policies}</h3>
      {seen.policies.length === 0 ? (
        <EmptyNote why={texts.noPolicies} />
      ) : (
        <ul className="plain-list">
          {seen.policies.map(({ policyId, title, decision, dueBy }) => {
            const due = Object.values(dueBy)[0];
            return (
              <li key={policyId}>
                <Shape look={decision === 'mandated' ? 'pending' : 'closed'} /> {title}{' '}
                <span className="soft">
                  {wordOf(codes.decision, decision)}
                  {due === undefined ? null : (
                    <>
                      {' '}
                      · <Due at={due} />
                    </>
                  )}
                </span>
              </li>
            );
          })}
        </ul>
      )}
      <h3>{texts.accounts}</h3>
      {seen.accounts.items.length === 0 ? (
        <EmptyNote why={texts.none} />
      ) : (
        <ul className="plain-list">
          {seen.accounts.items.map(({ accountId, name, platform }) => (
            <li key={accountId}>
              <Link to={paths.account(accountId)}>{name}</Link> <span className="soft">{codes.platform[platform]}</span>
            </li>
          ))}
        </ul>
      )}
      {seen.accounts.nextCursor === null ? null : <p className="soft">{common.table.more}</p>}
    </Panel>
  );
}
