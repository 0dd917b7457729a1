import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { DataTable } from '../../components/dataTable';
import { EmptyNote } from '../../components/emptyNote';
import { Panel } from '../../components/panel';
import { Reading } from '../../components/reading';
import { useFilingCounts, useFilingFindings } from '../../data/filingFindings';
import { paths } from '../../data/paths';
import { figure } from '../../time/figure';
import { useWords } from '../../words/words';
import { useFindingColumns } from './findingColumns';

/** What is wrong with what is filed of one account, on its own page. */
export function FindingsOfAccount({ accountId }: { readonly accountId: string }): ReactNode {
  const { filingFindings: texts } = useWords();
  const columns = useFindingColumns(null);
  return (
    <Panel title={texts.onAccount} aside={<Link to={paths.filingFindings({ accountId })}>{texts.title}</Link>}>
      <Reading read={useFilingFindings({ accountId })} what={texts.onAccount} rows={2}>
        {({ items }) => {
          const standing = items.filter(({ state }) => state !== 'settled');
          return standing.length === 0 ? (
            <EmptyNote why={texts.noneOfAccount} />
          ) : (
            <DataTable label={texts.onAccount} columns={columns} items={standing} keyOf={({ id }) => id} />
          );
        }}
      </Reading>
    </Panel>
  );
}

/** How many are open in a unit and below it; none is said by silence. */
export function FindingCountOf({ unitId }: { readonly unitId: string }): ReactNode {
  const { filingFindings: texts } = useWords();
  const open = (useFilingCounts(unitId).data?.kinds ?? []).reduce((sum, kind) => sum + kind.open, 0);
  if (open === 0) return null;
  return (
    <>
      {' '}
      · <Link to={paths.filingFindings({ unit: unitId, state: 'open' })}>{texts.ofUnit(figure(open))}</Link>
    </>
  );
}
