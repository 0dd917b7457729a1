import { useMemo, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { InteractionView } from '../../../api/interactions';
import type { Column } from '../../components/dataTable';
import { choicesOf, FilterBar } from '../../components/filterBar';
import { useListAddress } from '../../components/listAddress';
import { PagedList } from '../../components/pagedList';
import { PageTitle } from '../../components/pageTitle';
import { Due, When } from '../../components/when';
import { useInteractions } from '../../data/duties';
import { paths } from '../../data/paths';
import { useWords } from '../../words/words';
import { DutyStatus } from './dutyStatus';
import { DutyTabs } from './dutyTabs';

/** Messages from outside: those that are owed an answer by the nearest deadline, and the archive by kind. */
export default function InteractionsPage(): ReactNode {
  const { duties, codes } = useWords();
  const { messages: texts } = duties;
  const address = useListAddress(['kind', 'state', 'owed', 'late', 'month', 'unitId']);
  const { month, ...filters } = address.filters;
  const read = useInteractions({ month, ...filters, cursor: address.cursor });
  return (
    <>
      <PageTitle name={texts.title} />
      <DutyTabs shown="interactions" />
      <p className="soft page-intro">{texts.intro}</p>
      <FilterBar
        address={address}
        filters={[
          { name: 'owed', label: duties.filters.owed, choices: choicesOf(duties.owedChoices) },
          { name: 'kind', label: duties.filters.kind, choices: choicesOf(codes.interactionKind) },
          { name: 'state', label: duties.filters.state, choices: choicesOf(codes.dutyState) },
          { name: 'late', label: duties.filters.late, choices: choicesOf(duties.lateChoices) },
          { name: 'month', label: duties.filters.month, shown: month },
          { name: 'unitId', label: duties.filters.unit },
        ]}
      />
      <PagedList
        read={read}
        what={duties.tabs.interactions}
        label={duties.tabs.interactions}
        columns={useColumns()}
        keyOf={({ id }) => id}
        empty={texts.none}
        emptyFiltered={texts.noneFiltered}
        address={address}
      />
    </>
  );
}

function useColumns(): readonly Column<InteractionView>[] {
  const { duties, codes } = useWords();
  const { columns: texts } = duties;
  return useMemo(
    () => [
      {
        key: 'title',
        title: texts.title,
        place: 'lead',
        className: 'cell-text',
        render: ({ id, title }) => <Link to={paths.interaction(id)}>{title}</Link>,
      },
      {
        key: 'unit',
        title: texts.unit,
        render: ({ duty }) => <Link to={paths.unit(duty.unitId)}>{duty.unitName}</Link>,
      },
      { key: 'source', title: texts.source, render: ({ source }) => codes.interactionSource[source] },
      { key: 'kind', title: texts.kind, render: ({ kind }) => codes.interactionKind[kind] },
      {
        key: 'state',
        title: texts.state,
        place: 'state',
        render: ({ state, duty }) =>
          duty.state === 'overdue' ? <DutyStatus state="overdue" isLate /> : codes.interactionState[state],
      },
      {
        key: 'due',
        title: texts.due,
        render: ({ duty, answeredAt }) => (answeredAt === null ? <Due at={duty.dueBy} /> : <When at={answeredAt} />),
      },
    ],
    [texts, codes],
  );
}
