import { Button } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { UnitView } from '../../../api/people';
import { DataTable } from '../../components/dataTable';
import { EmptyNote } from '../../components/emptyNote';
import { Panel } from '../../components/panel';
import { Reading } from '../../components/reading';
import { paths } from '../../data/paths';
import { useMe } from '../../data/queries';
import { useLiaisonsOf } from '../../data/team';
import { useWords } from '../../words/words';
import { liaisonColumns } from './liaisonColumns';
import { LiaisonDialogs, type LiaisonAct } from './liaisonDialogs';

/** Who answers for the accounts of one unit now, and who did before. */
export function UnitLiaisons({ unit }: { readonly unit: Pick<UnitView, 'id' | 'closed'> }): ReactNode {
  const { team: texts } = useWords();
  const read = useLiaisonsOf(unit.id);
  const [act, setAct] = useState<LiaisonAct | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const may = useMe().data?.actions.includes('team.manage') ?? false;
  const columns = useMemo(
    () =>
      liaisonColumns(texts, {
        withUnit: false,
        act: may ? (step, liaison) => setAct(step === 'end' ? { ending: liaison } : { start: { liaison } }) : null,
      }),
    [texts, may],
  );
  const aside = (
    <span className="row-actions">
      <Link to={paths.liaisons({ unit: unit.id })}>{texts.panel.all}</Link>
      {may && unit.closed === null ? (
        <Button size="small" onClick={() => setAct({ start: { unitId: unit.id, duty: 'informant' } })}>
          {texts.add}
        </Button>
      ) : null}
    </span>
  );
  return (
    <Panel title={texts.panel.title} aside={aside}>
      {done === null ? null : <p role="status">{done}</p>}
      <Reading read={read} what={texts.panel.title} rows={3}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyNote why={texts.panel.none} />
          ) : (
            <DataTable label={texts.panel.title} columns={columns} items={items} keyOf={({ id }) => id} />
          )
        }
      </Reading>
      <LiaisonDialogs act={act} onClose={() => setAct(null)} onDone={setDone} />
    </Panel>
  );
}
