import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import type { QuotasView } from '../../../api/submissionQuotas';
import { DataTable, type Column } from '../../components/dataTable';
import { EmptyNote } from '../../components/emptyNote';
import { PageTitle } from '../../components/pageTitle';
import { Reading } from '../../components/reading';
import { When } from '../../components/when';
import { useQuotas } from '../../data/submissions';
import { useWords } from '../../words/words';
import { QuotaDialog } from './quotaDialog';
import { SubmissionTabs } from './submissionTabs';

type Rule = QuotasView['rules'][number];
type Exception = QuotasView['exceptions'][number];
type QuotaChange = QuotasView['changes'][number];

/** 报送指标: what units owe a month, from when, and who changed what of it when. */
export default function QuotasPage(): ReactNode {
  const { submissions: words } = useWords();
  const texts = words.quotas;
  const read = useQuotas();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <div className="page-title">
        <PageTitle name={texts.title} />
        {read.data?.mayChange === true ? (
          <Button className="head-action" onClick={() => setOpen(true)}>
            {texts.change}
          </Button>
        ) : null}
      </div>
      <SubmissionTabs shown="quotas" />
      <p className="soft page-intro">{texts.intro}</p>
      <Reading read={read} what={texts.title} rows={6}>
        {(quotas) => (
          <>
            <Rules rules={quotas.rules} />
            <h2>{texts.exceptions}</h2>
            <Exceptions exceptions={quotas.exceptions} />
            <h2>{texts.history}</h2>
            <History changes={quotas.changes} />
            {isOpen ? <QuotaDialog quotas={quotas} onClose={() => setOpen(false)} /> : null}
          </>
        )}
      </Reading>
    </>
  );
}

function Rules({ rules }: { readonly rules: readonly Rule[] }): ReactNode {
  const { submissions: words, units, common } = useWords();
  const texts = words.quotas;
  const named = (levels: Rule['levels']): string => levels.map((level) => units.level[level]).join(common.comma);
  const columns: readonly Column<Rule>[] = [
    {
      key: 'who',
      title: texts.columns.who,
      place: 'lead',
      render: ({ levels, under }) => texts.levelUnder(named(levels), named(under)),
    },
    {
      key: 'standing',
      title: texts.columns.standing,
      place: 'state',
      render: ({ standing }) => texts.standing[standing],
    },
    { key: 'least', title: texts.columns.least, align: 'right', render: ({ least }) => texts.aMonth(least) },
    { key: 'counts', title: texts.columns.counts, render: ({ counts }) => texts.counts[counts] },
    { key: 'from', title: texts.columns.from, render: ({ effectiveFrom }) => effectiveFrom },
    { key: 'clause', title: texts.columns.clause, className: 'cell-text', render: ({ clause }) => clause },
  ];
  if (rules.length === 0) return <EmptyNote why={texts.none} />;
  return (
    <DataTable
      label={texts.title}
      columns={columns}
      items={rules}
      keyOf={(rule) => `${rule.levels.join()} ${rule.under.join()} ${rule.effectiveFrom} ${rules.indexOf(rule)}`}
    />
  );
}

function Exceptions({ exceptions }: { readonly exceptions: readonly Exception[] }): ReactNode {
  const { submissions: words } = useWords();
  const texts = words.quotas;
  const columns: readonly Column<Exception>[] = [
    { key: 'unit', title: texts.columns.unit, place: 'lead', render: ({ unitName }) => unitName },
    {
      key: 'standing',
      title: texts.columns.standing,
      place: 'state',
      render: ({ standing }) => texts.standing[standing],
    },
    {
      key: 'least',
      title: texts.columns.least,
      align: 'right',
      render: ({ least }) => (least === null ? texts.asLevel : texts.aMonth(least)),
    },
    { key: 'from', title: texts.columns.from, render: ({ effectiveFrom }) => effectiveFrom },
    { key: 'reason', title: texts.columns.clause, className: 'cell-text', render: ({ reason }) => reason },
  ];
  if (exceptions.length === 0) return <EmptyNote why={texts.noExceptions} />;
  return (
    <DataTable
      label={texts.exceptions}
      columns={columns}
      items={exceptions}
      keyOf={(one) => `${one.unitName} ${one.effectiveFrom} ${exceptions.indexOf(one)}`}
    />
  );
}

function History({ changes }: { readonly changes: readonly QuotaChange[] }): ReactNode {
  const { submissions: words, units } = useWords();
  const texts = words.quotas;
  const whoOf = ({ level, under, unitName }: QuotaChange): string =>
    level === null || under === null ? (unitName ?? '') : texts.levelUnder(units.level[level], units.level[under]);
  const columns: readonly Column<QuotaChange>[] = [
    { key: 'who', title: texts.columns.who, place: 'lead', render: whoOf },
    {
      key: 'least',
      title: texts.columns.least,
      align: 'right',
      render: ({ least }) => (least === null ? texts.asLevel : texts.aMonth(least)),
    },
    { key: 'counts', title: texts.columns.counts, render: ({ counts }) => texts.counts[counts] },
    { key: 'from', title: texts.columns.from, render: ({ effectiveFrom }) => effectiveFrom },
    { key: 'by', title: texts.columns.by, render: ({ byName }) => byName },
    { key: 'at', title: texts.columns.at, render: ({ at }) => <When at={at} /> },
    { key: 'clause', title: texts.columns.clause, className: 'cell-text', render: ({ clause }) => clause },
  ];
  if (changes.length === 0) return <EmptyNote why={texts.noHistory} />;
  return <DataTable label={texts.history} columns={columns} items={changes} keyOf={({ seq }) => String(seq)} />;
}
