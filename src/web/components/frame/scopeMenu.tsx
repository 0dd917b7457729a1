import { Button, Input, Popover } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { MeView, UnitView } from '../../../api/people';
import { paths } from '../../data/paths';
import { useSummary } from '../../data/queries';
import { useOpenUnits } from '../../data/units';
import { figure } from '../../time/figure';
import { useFirstWords } from '../../words/words';
import { Waiting } from '../waiting';

interface Branch {
  readonly unit: UnitView;
  readonly depth: number;
}

/** Units below their parents, parents in the order given; units whose parent is out of scope stand at the top. */
function unitTree(units: readonly UnitView[]): readonly Branch[] {
  const known = new Set(units.map((unit) => unit.id));
  const children = new Map<string | null, UnitView[]>();
  for (const unit of units) {
    const parent = unit.parentId !== null && known.has(unit.parentId) ? unit.parentId : null;
    children.set(parent, [...(children.get(parent) ?? []), unit]);
  }
  const walk = (parent: string | null, depth: number): Branch[] =>
    (children.get(parent) ?? []).flatMap((unit) => [{ unit, depth }, ...walk(unit.id, depth + 1)]);
  return walk(null, 0);
}

function UnitList({ onPick }: { readonly onPick: () => void }): ReactNode {
  const { frame } = useFirstWords();
  const units = useOpenUnits().data?.items;
  const [wanted, setWanted] = useState('');
  const tree = useMemo(() => unitTree(units ?? []), [units]);
  if (units === undefined) return <Waiting rows={4} />;
  const shown =
    wanted.trim() === ''
      ? tree
      : tree.filter(({ unit }) => unit.name.includes(wanted.trim())).map(({ unit }) => ({ unit, depth: 0 }));
  return (
    <>
      <Input
        value={wanted}
        autoFocus
        placeholder={frame.scopeFilter}
        aria-label={frame.scopeFilter}
        onChange={(event) => setWanted(event.target.value)}
      />
      <ul className="unit-list" aria-label={frame.scopePick}>
        {shown.map(({ unit, depth }) => (
          <li key={unit.id} style={{ paddingInlineStart: depth * 16 }}>
            <Link to={paths.accounts({ unit: unit.id })} onClick={onPick}>
              {unit.name}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What this person sees, and a way from any unit to its accounts. */
export function ScopeMenu({ me }: { readonly me: MeView }): ReactNode {
  const { frame } = useFirstWords();
  const summary = useSummary().data;
  const [open, setOpen] = useState(false);
  const name = me.unitName ?? frame.scopeAll;
  const content = (
    <div className="menu-card">
      {summary === undefined ? null : (
        <span className="soft">{frame.scopeCounts(figure(summary.units), figure(summary.accounts))}</span>
      )}
      {open ? <UnitList onPick={() => setOpen(false)} /> : null}
    </div>
  );
  return (
    <Popover trigger="click" placement="bottomLeft" content={content} open={open} onOpenChange={setOpen}>
      <Button
        type="text"
        className="top-button scope-button"
        aria-haspopup="true"
        aria-label={`${frame.scopeLabel} ${name}`}
      >
        {name}
        <span className="caret" aria-hidden="true" />
      </Button>
    </Popover>
  );
}
