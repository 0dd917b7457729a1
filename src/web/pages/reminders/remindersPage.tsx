import { useMemo, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { ReminderView } from '../../../api/letters';
import type { Column } from '../../components/dataTable';
import { FilterBar } from '../../components/filterBar';
import { useListAddress } from '../../components/listAddress';
import { PagedList } from '../../components/pagedList';
import { PageTitle } from '../../components/pageTitle';
import { Ago } from '../../components/when';
import { useReminders } from '../../data/letters';
import { paths } from '../../data/paths';
import { figure } from '../../time/figure';
import { useWords } from '../../words/words';
import { DeliveryState } from '../notifications/deliveryState';

function Subject({ reminder }: { readonly reminder: ReminderView }): ReactNode {
  const {
    letters: { reminders: texts },
  } = useWords();
  const {
    count,
    subject: { kind, id, label },
  } = reminder;
  if (id !== null && kind === 'mandate') return <Link to={paths.mandate(id)}>{label}</Link>;
  if (id !== null && kind === 'case') return <Link to={paths.case(id)}>{label}</Link>;
  return texts.about(kind, label, figure(count));
}

/** 催办记录: every unit that was reminded, and what became of it. */
export default function RemindersPage(): ReactNode {
  const {
    letters: { reminders: texts },
  } = useWords();
  const address = useListAddress(['mandateId', 'caseId', 'unitId']);
  const { filters } = address;
  const read = useReminders({ ...filters, cursor: address.cursor });
  const columns = useMemo<readonly Column<ReminderView>[]>(
    () => [
      { key: 'unit', title: texts.columns.unit, place: 'lead', render: ({ unitName }) => unitName },
      {
        key: 'state',
        title: texts.columns.state,
        place: 'state',
        render: ({ letters }) =>
          letters.map((letter) => (
            <div key={letter.id}>
              <DeliveryState state={letter.state} reason={letter.reason} />
              <div className="soft">{texts.way(letter.recipient, letter.channelName)}</div>
            </div>
          )),
      },
      {
        key: 'subject',
        title: texts.columns.subject,
        className: 'cell-text',
        render: (reminder) => <Subject reminder={reminder} />,
      },
      { key: 'text', title: texts.columns.text, className: 'cell-text', render: ({ text }) => text },
      {
        key: 'at',
        title: texts.columns.at,
        align: 'right',
        render: ({ at, byName }) => (
          <>
            <Ago at={at} />
            <div className="soft">{texts.by(byName)}</div>
          </>
        ),
      },
    ],
    [texts],
  );
  const chip = (name: 'mandateId' | 'caseId' | 'unitId') => ({
    name,
    label: texts.filters[name],
    shown: filters[name] === null ? null : texts.this,
  });
  return (
    <>
      <PageTitle name={texts.title} />
      <p className="soft page-intro">{texts.intro}</p>
      <FilterBar filters={[chip('mandateId'), chip('caseId'), chip('unitId')]} address={address} />
      <PagedList
        read={read}
        what={texts.title}
        label={texts.title}
        columns={columns}
        keyOf={({ id }) => id}
        address={address}
        empty={texts.none}
        emptyFiltered={texts.noneFiltered}
      />
    </>
  );
}
