import { Input } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router-dom';
import type { DutyFiguresView } from '../../../api/duties';
import { DataTable, type Column } from '../../components/dataTable';
import { EmptyNote } from '../../components/emptyNote';
import { PageTitle } from '../../components/pageTitle';
import { Reading } from '../../components/reading';
import { useDutyFigures } from '../../data/duties';
import { paths } from '../../data/paths';
import { useAppearance } from '../../theme/appearance';
import { figure } from '../../time/figure';
import { useWords } from '../../words/words';
import { Field } from '../notifications/formDialog';
import { DutyTabs } from './dutyTabs';

/** How the duties of a month stand, by unit and rule. Every number leads to what it counts. */
export default function DutyFiguresPage(): ReactNode {
  const { duties } = useWords();
  const { figures: texts } = duties;
  const [search, setSearch] = useSearchParams();
  const month = search.get('month');
  const read = useDutyFigures({ from: month, to: month });
  const shown = month ?? read.data?.asOf.slice(0, 7) ?? '';
  const columns = useColumns(shown);
  return (
    <>
      <PageTitle name={duties.tabs.figures} />
      <DutyTabs shown="figures" />
      <p className="soft page-intro">{texts.intro}</p>
      <div className="filter-bar">
        <Field label={texts.month}>
          <Input
            type="month"
            aria-label={texts.month}
            value={shown}
            onChange={({ target }) => {
              if (/^\d{4}-\d{2}$/.test(target.value)) setSearch({ month: target.value }, { preventScrollReset: true });
            }}
          />
        </Field>
      </div>
      <Reading read={read} what={duties.tabs.figures} rows={8}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyNote why={texts.none} />
          ) : (
            <DataTable
              label={duties.tabs.figures}
              columns={columns}
              items={items}
              keyOf={({ unitId, ruleKey }) => `${unitId} ${ruleKey}`}
            />
          )
        }
      </Reading>
    </>
  );
}

const COUNTS = [
  ['received', {}],
  ['inTime', { state: 'done', late: 'false' }],
  ['late', { state: 'done', late: 'true' }],
  ['open', { owed: 'true' }],
  ['overdue', { state: 'overdue' }],
  ['withdrawn', { state: 'withdrawn' }],
  ['transferred', { transferred: 'true' }],
] as const;

function useColumns(month: string): readonly Column<DutyFiguresView>[] {
  const { columns: texts } = useWords().duties.figures;
  const { language } = useAppearance();
  return useMemo(() => {
    const counts = COUNTS.map(([name, filters]): Column<DutyFiguresView> => ({
      key: name,
      title: texts[name],
      align: 'right',
      render: (row) => (
        <Link to={paths.duties({ month, unitId: row.unitId, ruleKey: row.ruleKey, ...filters })}>
          {figure(row[name])}
        </Link>
      ),
    }));
    return [
      {
        key: 'unit',
        title: texts.unit,
        place: 'lead',
        render: ({ unitId, unitName }) => <Link to={paths.unit(unitId)}>{unitName}</Link>,
      },
      {
        key: 'rule',
        title: texts.rule,
        className: 'cell-text',
        render: ({ ruleTitle, ruleTitleEn }) => (language === 'zh' ? ruleTitle : ruleTitleEn),
      },
      ...counts,
      {
        key: 'rate',
        title: texts.rate,
        align: 'right',
        place: 'state',
        render: ({ received, inTime, late }) =>
          received === 0 ? '—' : `${figure(Math.floor(((inTime + late) * 100) / received))}%`,
      },
    ];
  }, [texts, language, month]);
}
