import { Button, Checkbox, Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router-dom';
import type { AwardLineView } from '../../../api/submissions';
import type { AwardReason } from '../../../domain/submissions/award';
import { queryText } from '../../data/api';
import { DataTable, type Column } from '../../components/dataTable';
import { EmptyNote } from '../../components/emptyNote';
import { Failure } from '../../components/failure';
import { PageTitle } from '../../components/pageTitle';
import { Reading } from '../../components/reading';
import { useTableFile } from '../../data/imports';
import { paths } from '../../data/paths';
import { useAwards, useDecideAward, useSubmissionRules } from '../../data/submissions';
import { useAppearance } from '../../theme/appearance';
import { civilMoment } from '../../time/civil';
import { figure } from '../../time/figure';
import { useWords } from '../../words/words';
import { Field, FormDialog } from '../notifications/formDialog';
import { SubmissionTabs } from './submissionTabs';

/** The 信息员 of a year: what the award of each rests on, line by line, and what the office decided. */
export default function AwardsPage(): ReactNode {
  const { submissions: texts, common } = useWords();
  const [search, setSearch] = useSearchParams();
  const asked = search.get('year');
  const read = useAwards(asked);
  const rules = useSubmissionRules().data;
  const save = useTableFile();
  const [deciding, setDeciding] = useState<AwardLineView | null>(null);
  const year = Number(asked ?? civilMoment(read.data?.asOf ?? '')?.year ?? 0);
  return (
    <>
      <div className="page-title">
        <PageTitle name={texts.awards} />
        <Button
          className="head-action"
          loading={save.isPending}
          onClick={() => save.mutate(`/submission-awards/file${queryText({ year: asked })}`)}
        >
          {texts.save}
        </Button>
      </div>
      <SubmissionTabs shown="awards" />
      <p className="soft page-intro">{texts.awardsIntro}</p>
      <div className="filter-bar">
        <Field label={texts.year}>
          <Select
            virtual={false}
            aria-label={texts.year}
            value={year}
            options={[year + 1, year, year - 1, year - 2].map((value) => ({ value, label: String(value) }))}
            onChange={(value) => setSearch({ year: String(value) })}
          />
        </Field>
      </div>
      {save.error === null ? null : (
        <Failure failure={save.error} title={common.failure.actionTitle(texts.save)} of="change" />
      )}
      <Reading read={read} what={texts.awards} rows={8}>
        {({ items }) =>
          items.length === 0 ? <EmptyNote why={texts.noAwards} /> : <AwardTable items={items} onDecide={setDeciding} />
        }
      </Reading>
      {rules === undefined ? null : (
        <p className="soft">
          {texts.basis} {rules.awardClause}
        </p>
      )}
      {deciding === null ? null : <AwardDialog line={deciding} year={year} onClose={() => setDeciding(null)} />}
    </>
  );
}

function AwardTable({
  items,
  onDecide,
}: {
  readonly items: readonly AwardLineView[];
  readonly onDecide: (line: AwardLineView) => void;
}): ReactNode {
  const { submissions: texts, codes } = useWords();
  const { language } = useAppearance();
  const criteria = useSubmissionRules().data?.criteria ?? [];
  const titleOf = (key: string): string => {
    const criterion = criteria.find((one) => one.key === key);
    return criterion === undefined ? key : language === 'zh' ? criterion.title : criterion.titleEn;
  };
  const columns: readonly Column<AwardLineView>[] = [
    {
      key: 'name',
      title: texts.awardColumns.name,
      place: 'lead',
      render: (line) => (
        <details>
          <summary aria-label={texts.basisOf(line.name)}>{line.name}</summary>
          <ul className="soft">
            {line.months.map(({ month, sent, adopted }) => (
              <li key={month}>
                <Link to={paths.submissions({ month })}>{texts.monthLine(month, figure(sent), figure(adopted))}</Link>
              </li>
            ))}
            {line.criteria.map(({ key, times }) => (
              <li key={key}>{texts.criterionLine(titleOf(key), figure(times))}</li>
            ))}
          </ul>
        </details>
      ),
    },
    {
      key: 'place',
      title: texts.awardColumns.place,
      align: 'right',
      render: ({ place, isTied }) => (isTied ? texts.tied(figure(place)) : figure(place)),
    },
    {
      key: 'units',
      title: texts.awardColumns.units,
      render: ({ units }) =>
        units.map(({ id, name }) => (
          <Link key={id} to={paths.unit(id)}>
            {name}{' '}
          </Link>
        )),
    },
    { key: 'sent', title: texts.awardColumns.sent, align: 'right', render: ({ sent }) => figure(sent) },
    { key: 'adopted', title: texts.awardColumns.adopted, align: 'right', render: ({ adopted }) => figure(adopted) },
    { key: 'points', title: texts.awardColumns.points, align: 'right', render: ({ points }) => figure(points) },
    {
      key: 'months',
      title: texts.awardColumns.months,
      align: 'right',
      render: ({ metMonths, owedMonths }) => texts.monthsMet(figure(metMonths), figure(owedMonths)),
    },
    {
      key: 'decision',
      title: texts.awardColumns.decision,
      place: 'state',
      render: ({ decision }) =>
        decision === null ? (
          <span className="soft">{texts.undecided}</span>
        ) : (
          <span className="two-lines">
            <span>{decision.listed ? texts.listed : texts.notListed}</span>
            <span className="soft">
              {codes.awardReason[decision.reason]} · {decision.words}
            </span>
          </span>
        ),
    },
    {
      key: 'act',
      title: texts.awardColumns.act,
      align: 'right',
      render: (line) => (
        <Button size="small" aria-label={`${texts.decide} ${line.name}`} onClick={() => onDecide(line)}>
          {texts.decide}
        </Button>
      ),
    },
  ];
  return <DataTable label={texts.awards} columns={columns} items={items} keyOf={({ informant }) => informant} />;
}

const FOR: readonly AwardReason[] = ['met-and-outstanding', 'other'];
const AGAINST: readonly AwardReason[] = ['quota-missed', 'quality-short', 'no-longer-informant', 'other'];

function AwardDialog({
  line,
  year,
  onClose,
}: {
  readonly line: AwardLineView;
  readonly year: number;
  readonly onClose: () => void;
}): ReactNode {
  const { submissions: texts, codes } = useWords();
  const decide = useDecideAward();
  const [listed, setListed] = useState(line.decision?.listed ?? true);
  const [reason, setReason] = useState<AwardReason>(line.decision?.reason ?? 'met-and-outstanding');
  const [words, setWords] = useState(line.decision?.words ?? '');
  const { informant, decision } = line;
  return (
    <FormDialog
      title={texts.decideTitle(line.name, String(year))}
      button={listed ? texts.listed : texts.notListed}
      ready={words.trim() !== ''}
      pending={decide.isPending}
      failure={decide.error}
      onClose={onClose}
      onSubmit={() =>
        decide.mutate(
          { informant, year, version: decision?.version ?? 0, listed, reason, words: words.trim() },
          { onSuccess: onClose },
        )
      }
    >
      <Checkbox
        checked={listed}
        onChange={({ target }) => {
          setListed(target.checked);
          setReason(target.checked ? 'met-and-outstanding' : 'quota-missed');
        }}
      >
        {texts.listed}
      </Checkbox>
      <Field label={texts.decision.reason}>
        <Select
          virtual={false}
          aria-label={texts.decision.reason}
          value={reason}
          options={(listed ? FOR : AGAINST).map((value) => ({ value, label: codes.awardReason[value] }))}
          onChange={setReason}
        />
      </Field>
      <Field label={texts.decision.words}>
        <Input.TextArea value={words} rows={3} maxLength={500} onChange={(event) => setWords(event.target.value)} />
      </Field>
    </FormDialog>
  );
}
