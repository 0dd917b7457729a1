import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { AlertGroupView, AlertView } from '../../../api/alerts';
import { DataTable, type Column } from '../../components/dataTable';
import { EmptyNote } from '../../components/emptyNote';
import { Reading } from '../../components/reading';
import { Shape } from '../../components/status';
import { Ago } from '../../components/when';
import { useAlertGroups, useAlerts } from '../../data/alerts';
import { paths } from '../../data/paths';
import type { Filters } from '../../data/queries';
import { figure } from '../../time/figure';
import { ALERT_LOOK } from '../../words/status';
import { useWords } from '../../words/words';
import { reasonWords } from '../../../wording/alertSentence';
import { SelectAll } from './alertTable';
import type { Selection } from './selection';

/** So many of a cause are shown in place; more are listed one by one. */
const SHOWN = 100;

interface CausesOf {
  readonly asked: Filters;
  readonly state: 'open' | 'acknowledged';
  readonly columns: readonly Column<AlertView>[];
  readonly selection: Selection;
}

/** The alerts of one cause, once it is opened. */
function CauseAlerts({ group, of }: { readonly group: AlertGroupView; readonly of: CausesOf }): ReactNode {
  const { alerts: texts, common, codes } = useWords();
  const { kind, reason, count } = group;
  const read = useAlerts({ ...of.asked, state: of.state, kind, reason, limit: SHOWN });
  return (
    <Reading read={read} what={common.pageNames.alerts} rows={Math.min(count, 5)}>
      {({ items, nextCursor }) => (
        <div className="cause-alerts">
          <SelectAll items={items} selection={of.selection} label={texts.select.allOf(codes.alertKind[kind])} />
          <DataTable label={codes.alertKind[kind]} columns={of.columns} items={items} keyOf={({ id }) => id} />
          {nextCursor === null ? null : (
            <Link
              to={paths.alerts({
                ...of.asked,
                unit: of.asked['unitId'],
                unitId: null,
                state: of.state,
                kind,
                reason,
                view: 'list',
              })}
            >
              {texts.causes.all(figure(count))}
            </Link>
          )}
        </div>
      )}
    </Reading>
  );
}

function Cause({ group, of }: { readonly group: AlertGroupView; readonly of: CausesOf }): ReactNode {
  const words = useWords();
  const { alerts: texts, codes } = words;
  const [isOpen, setOpen] = useState(false);
  const { kind, reason, severity, count, oldestAt } = group;
  const name = codes.alertKind[kind];
  // A code without words says no more than the kind does.
  const said = reasonWords(reason, words, kind);
  const why = said === reason || said === name ? '' : said;
  return (
    <li className="cause" data-row="">
      <div className="cause-head">
        <Button
          type="text"
          className="cause-button"
          aria-expanded={isOpen}
          aria-label={
            isOpen ? texts.causes.collapse(`${name} ${why}`.trim()) : texts.causes.expand(`${name} ${why}`.trim())
          }
          onClick={() => setOpen(!isOpen)}
        >
          <span className="cause-sign" aria-hidden="true">
            {isOpen ? '▾' : '▸'}
          </span>
          <Shape look={ALERT_LOOK[kind]} />
          <strong>{name}</strong>
          <span className="cause-why">{why}</span>
        </Button>
        <span className="cause-figures">
          <span>{codes.severity[severity]}</span>
          <strong className="num">{texts.causes.count(figure(count))}</strong>
          <span className="soft">
            {texts.columns.age} <Ago at={oldestAt} />
          </span>
        </span>
      </div>
      {isOpen ? <CauseAlerts group={group} of={of} /> : null}
    </li>
  );
}

/** Whether somebody asked for less than everything: an empty list says then that nothing fits, not that all is well. */
export function isNarrowed(asked: Filters): boolean {
  return Object.values(asked).some((value) => value !== null && value !== undefined);
}

/** 按原因: what is not resolved by kind and reason, what presses most first. */
export function CauseList(of: CausesOf): ReactNode {
  const { alerts: texts, common } = useWords();
  const read = useAlertGroups({ ...of.asked, state: of.state });
  return (
    <Reading read={read} what={common.pageNames.alerts} rows={6}>
      {({ items, isCut = false }) => (
        <>
          {isCut ? <p role="status">{texts.silencesCut}</p> : null}
          {items.length === 0 ? (
            <EmptyNote why={isNarrowed(of.asked) ? texts.empty.filtered : texts.empty[of.state]} />
          ) : (
            <ul aria-label={texts.views.cause}>
              {items.map((group) => (
                <Cause key={`${group.kind} ${group.reason}`} group={group} of={of} />
              ))}
            </ul>
          )}
        </>
      )}
    </Reading>
  );
}
