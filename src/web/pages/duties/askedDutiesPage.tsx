import type { ReactNode } from 'react';
import { DataTable } from '../../components/dataTable';
import { EmptyNote } from '../../components/emptyNote';
import { PageTitle } from '../../components/pageTitle';
import { Reading } from '../../components/reading';
import { useAskedDuties } from '../../data/duties';
import { useWords } from '../../words/words';
import { useDutyColumns } from './dutyColumns';
import { DutyTabs } from './dutyTabs';

/** What other units ask this one to take over, or to answer with them. */
export default function AskedDutiesPage(): ReactNode {
  const { duties: texts } = useWords();
  const columns = useDutyColumns();
  return (
    <>
      <PageTitle name={texts.tabs.asked} />
      <DutyTabs shown="asked" />
      <Reading read={useAskedDuties()} what={texts.tabs.asked} rows={4}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyNote why={texts.noneAsked} />
          ) : (
            <DataTable label={texts.tabs.asked} columns={columns} items={items} keyOf={({ id }) => id} />
          )
        }
      </Reading>
    </>
  );
}
