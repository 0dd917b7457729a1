import type { ReactNode } from 'react';
import type { UnitHistoryView } from '../../../api/people';
import { HistoryPanel } from '../../components/historyPanel';
import { useListAddress } from '../../components/listAddress';
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

function What({ kind, changes }: UnitHistoryView): ReactNode {
  const { codes } = useWords();
  return (
    <>
      {wordOf(codes.ledgerKind, kind)}
      <div className="soft">
        {changes.map((change) => (
          <ChangedField key={change.field} change={change} />
        ))}
      </div>
    </>
  );
}

function Why({ note, documentNumber, effectiveOn }: UnitHistoryView): ReactNode {
  const {
    units: { history: texts },
  } = useWords();
  return (
    <>
      {note === null || note === 'register' ? '—' : note}
      {documentNumber === null || effectiveOn === null ? null : (
        <div className="soft">{texts.document(documentNumber, effectiveOn)}</div>
      )}
    </>
  );
}

const what = (line: UnitHistoryView): ReactNode => <What {...line} />;
const why = (line: UnitHistoryView): ReactNode => <Why {...line} />;

/** Who changed what of the unit, when and why; newest first. */
export function UnitHistory({ unitId }: { readonly unitId: string }): ReactNode {
  const { units } = useWords();
  const address = useListAddress([]);
  const read = useUnitHistory(unitId, { cursor: address.cursor });
  return <HistoryPanel {...{ read, address, what, why }} texts={units.history} kindOf={({ kind }) => kind} />;
}
