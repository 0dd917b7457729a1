import { useMemo, type ReactNode } from 'react';
import type { UnitHistoryView } from '../../../api/people';
import type { Column } from '../../components/dataTable';
import { useListAddress } from '../../components/listAddress';
import { PagedList } from '../../components/pagedList';
import { Panel } from '../../components/panel';
import { When } from '../../components/when';
import { useUnitHistory } from '../../data/units';
import { useWords, wordOf } from '../../words/words';
import { useSectorNames } from '../policies/sectorNames';

type FieldChange = UnitHistoryView['changes'][number];

/** One field before and after, in words. */
function ChangedField({ change }: { readonly change: FieldChange }): ReactNode {
  const { units: texts, common } = useWords();
  const { nameOf } = useSectorNames();
  const worded = (value: string | null): string => {
    if (value === null) return texts.history.nothing;
    if (change.field === 'level') return wordOf(texts.level, value);
    if (change.field === 'sectors') return value.split(',').map(nameOf).join(common.comma);
    if (change.field === 'state') return texts.history.state[value] ?? texts.history.into(value);
    return value;
  };
  return (
    <div>
      {texts.history.field[change.field]} {worded(change.from)} → {worded(change.to)}
    </div>
  );
}

/** Who changed what of the unit, when and why; newest first. */
export function UnitHistory({ unitId }: { readonly unitId: string }): ReactNode {
  const {
    units: { history: texts },
    codes,
  } = useWords();
  const address = useListAddress([]);
  const read = useUnitHistory(unitId, { cursor: address.cursor });
  const columns = useMemo<readonly Column<UnitHistoryView>[]>(
    () => [
      { key: 'at', title: texts.at, render: ({ at }) => <When at={at} /> },
      {
        key: 'what',
        title: texts.what,
        place: 'lead',
        className: 'cell-text',
        render: ({ kind, changes }) => (
          <>
            {wordOf(codes.ledgerKind, kind)}
            <div className="soft">
              {changes.map((change) => (
                <ChangedField key={change.field} change={change} />
              ))}
            </div>
          </>
        ),
      },
      { key: 'by', title: texts.by, render: ({ by }) => by ?? texts.system },
      {
        key: 'why',
        title: texts.why,
        className: 'cell-text',
        render: ({ note, documentNumber, effectiveOn }) => (
          <>
            {note === null || note === 'register' ? '—' : note}
            {documentNumber === null || effectiveOn === null ? null : (
              <div className="soft">{texts.document(documentNumber, effectiveOn)}</div>
            )}
          </>
        ),
      },
    ],
    [texts, codes],
  );
  return (
    <Panel title={texts.title}>
      <PagedList
        read={read}
        what={texts.title}
        label={texts.title}
        columns={columns}
        keyOf={({ at, kind, changes }) => `${at}-${kind}-${changes.map(({ field }) => field).join()}`}
        empty={texts.none}
        address={address}
      />
    </Panel>
  );
}
