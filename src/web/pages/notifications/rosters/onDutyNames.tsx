import type { ReactNode } from 'react';
import type { OnDutyView } from '../../../../api/oncall';
import { useWords } from '../../../words/words';

/** Who has a duty, with whom they stand in for, and who of them cannot be told. */
export function OnDutyNames({ of }: { readonly of: readonly OnDutyView[] }): ReactNode {
  const { rosters: texts, common } = useWords();
  const names = of.map(({ name, insteadOfName, reachable }) => {
    const shown = insteadOfName === null ? name : texts.standsIn(name, insteadOfName);
    return reachable ? shown : texts.unreachable(shown);
  });
  return names.join(common.comma);
}
