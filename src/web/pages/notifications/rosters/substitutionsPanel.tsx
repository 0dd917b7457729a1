import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { SubstitutionView } from '../../../../api/oncall';
import { DataTable, type Column } from '../../../components/dataTable';
import { EmptyNote } from '../../../components/emptyNote';
import { Failure } from '../../../components/failure';
import { Panel } from '../../../components/panel';
import { Reading } from '../../../components/reading';
import { useRemoveSubstitution, useSubstitutions } from '../../../data/oncall';
import { useWords } from '../../../words/words';

/** Who stands in for whom on a roster. */
export function SubstitutionsPanel({
  rosterId,
  onAdd,
}: {
  readonly rosterId: string;
  readonly onAdd: () => void;
}): ReactNode {
  const {
    rosters: { substitutions: texts },
    common,
  } = useWords();
  const read = useSubstitutions(rosterId);
  const remove = useRemoveSubstitution();
  const columns: readonly Column<SubstitutionView>[] = [
    { key: 'who', title: texts.columns.who, place: 'lead', render: ({ name }) => name },
    { key: 'insteadOf', title: texts.columns.insteadOf, render: ({ insteadOfName }) => insteadOfName },
    { key: 'span', title: texts.columns.span, render: ({ fromDate, toDate }) => texts.span(fromDate, toDate) },
    { key: 'reason', title: texts.columns.reason, render: ({ reason }) => reason },
    {
      key: 'act',
      title: texts.columns.act,
      align: 'right',
      render: (one) => (
        <Button
          size="small"
          aria-label={texts.cancelOne(one.name, one.insteadOfName)}
          onClick={() => remove.mutate(one)}
        >
          {texts.cancel}
        </Button>
      ),
    },
  ];
  return (
    <Panel title={texts.title} aside={<Button onClick={onAdd}>{texts.add}</Button>}>
      {remove.error === null ? null : (
        <Failure failure={remove.error} title={common.failure.actionTitle(texts.cancel)} of="change" />
      )}
      <Reading read={read} what={texts.title} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyNote why={texts.none} />
          ) : (
            <DataTable label={texts.title} columns={columns} items={items} keyOf={({ id }) => id} />
          )
        }
      </Reading>
    </Panel>
  );
}
