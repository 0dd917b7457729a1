import type { ReactNode } from 'react';
import type { StopOverrideView } from '../../../api/content';
import { Panel } from '../../components/panel';
import { When } from '../../components/when';
import { useWords } from '../../words/words';

/** What stops it and was handed in anyway, by whom and why; nothing where nothing was. */
export function OverridesPanel({ overrides }: { readonly overrides: readonly StopOverrideView[] }): ReactNode {
  const { ownWords, common } = useWords();
  if (overrides.length === 0) return null;
  return (
    <Panel title={ownWords.override.handedIn}>
      <ul className="plain-list">
        {overrides.map(({ field, ruleId, words, reason, byName, at }) => (
          <li key={[field, ruleId, words].join(' ')}>
            <mark>{words}</mark> {byName} <When at={at} />
            {common.colon}
            {reason}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
