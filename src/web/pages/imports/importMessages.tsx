import { useMemo, type ReactNode } from 'react';
import type { ImportMessageView } from '../../../api/imports';
import { sheetMessageText } from '../../../wording/sheetMessage';
import type { Column } from '../../components/dataTable';
import { useListAddress } from '../../components/listAddress';
import { PagedList } from '../../components/pagedList';
import { useImportMessages } from '../../data/imports';
import { figure } from '../../time/figure';
import { useAppearance } from '../../theme/appearance';
import { useWords } from '../../words/words';

/** What is wrong, cell by cell, as spreadsheets name it. A sheet's name narrows the list to it. */
export function ImportMessages({ id }: { readonly id: string }): ReactNode {
  const {
    imports: { faults: texts },
  } = useWords();
  const { language } = useAppearance();
  const address = useListAddress(['sheet'], 'faults-');
  const { sheet } = address.filters;
  const read = useImportMessages(id, { sheet, cursor: address.cursor });
  const columns = useMemo<readonly Column<ImportMessageView>[]>(
    () => [
      {
        key: 'place',
        title: texts.place,
        place: 'lead',
        render: ({ column, row }) =>
          row === 0 ? texts.whole : column === '' ? texts.row(figure(row)) : <code>{`${column}${row}`}</code>,
      },
      {
        key: 'state',
        title: '',
        place: 'state',
        render: ({ isNotice }) => (isNotice ? texts.notice : <strong>{texts.fault}</strong>),
      },
      {
        key: 'sheet',
        title: texts.sheet,
        render: (message) => (
          <button type="button" className="link" onClick={() => address.setFilter('sheet', message.sheet)}>
            {message.sheet}
          </button>
        ),
      },
      { key: 'header', title: texts.header, render: ({ header }) => header },
      { key: 'value', title: texts.value, className: 'cell-text', render: ({ value }) => value },
      {
        key: 'message',
        title: texts.message,
        className: 'cell-text',
        render: (message) => sheetMessageText(message, language),
      },
    ],
    [texts, language, address],
  );
  return (
    <section>
      <h2>{texts.title}</h2>
      {sheet === null ? null : (
        <p>
          {sheet}{' '}
          <button type="button" className="link" onClick={() => address.setFilter('sheet', null)}>
            {texts.all}
          </button>
        </p>
      )}
      <PagedList
        read={read}
        what={texts.title}
        label={texts.title}
        columns={columns}
        keyOf={({ sheet: of, column, row, code, header }) => [of, column, row, code, header].join(' ')}
        address={address}
        empty={texts.none}
      />
    </section>
  );
}
