import { Button, Select } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import type { SurveyPlanView } from '../../../../api/unitFiles';
import type { Column } from '../../../components/dataTable';
import { FilterBar } from '../../../components/filterBar';
import { useListAddress } from '../../../components/listAddress';
import { PagedList } from '../../../components/pagedList';
import { PageTitle } from '../../../components/pageTitle';
import { paths } from '../../../data/paths';
import { useMe } from '../../../data/queries';
import { useOpenPlan, useSurveyPlans } from '../../../data/unitFiles';
import { useAppearance } from '../../../theme/appearance';
import { useNow } from '../../../time/clock';
import { figure } from '../../../time/figure';
import { useWords } from '../../../words/words';
import { Field, FormDialog } from '../../notifications/formDialog';
import { DutyTabs } from '../dutyTabs';
import { UnitField } from '../unitField';
import { yearsAround } from './fileParts';

/** 征集访谈: the plans of units by year, each with how far it has come. */
export default function SurveyPlansPage(): ReactNode {
  const { unitFiles } = useWords();
  const { surveys: texts } = unitFiles;
  const years = yearsAround(useNow());
  const may = useMe().data?.actions.includes('duty.write') ?? false;
  const address = useListAddress(['year', 'unitId']);
  const read = useSurveyPlans({ ...address.filters, cursor: address.cursor });
  const [isOpening, setOpening] = useState(false);
  return (
    <>
      <div className="page-title">
        <PageTitle name={texts.title} />
        {may ? (
          <Button className="head-action" onClick={() => setOpening(true)}>
            {texts.open}
          </Button>
        ) : null}
      </div>
      <DutyTabs shown="surveys" />
      <p className="soft page-intro">{texts.intro}</p>
      <FilterBar
        address={address}
        filters={[
          {
            name: 'year',
            label: unitFiles.year,
            choices: years.map((year) => ({ value: String(year), label: unitFiles.yearOf(year) })),
          },
          { name: 'unitId', label: unitFiles.unit },
        ]}
      />
      <PagedList
        read={read}
        what={texts.tab}
        label={texts.tab}
        columns={useColumns()}
        keyOf={({ id }) => id}
        empty={texts.none}
        emptyFiltered={texts.noneFiltered}
        address={address}
      />
      {isOpening ? <OpenDialog years={years} onClose={() => setOpening(false)} /> : null}
    </>
  );
}

function useColumns(): readonly Column<SurveyPlanView>[] {
  const { unitFiles } = useWords();
  const { surveys: texts } = unitFiles;
  const { language } = useAppearance();
  return useMemo(
    () => [
      {
        key: 'unit',
        title: unitFiles.unit,
        place: 'lead',
        render: ({ id, unitName }) => <Link to={paths.surveyPlan(id)}>{unitName}</Link>,
      },
      { key: 'year', title: unitFiles.year, align: 'right', render: ({ year }) => String(year) },
      {
        key: 'progress',
        title: texts.columns.held,
        className: 'cell-text',
        render: ({ quotas }) =>
          quotas.map(({ key, title, titleEn, held, least, standing }) => (
            <div key={key}>
              {language === 'zh' ? title : titleEn} {figure(held)}/{figure(least)} · {texts.standings[standing]}
            </div>
          )),
      },
      {
        key: 'items',
        title: texts.columns.items,
        align: 'right',
        render: ({ id, items }) => <Link to={paths.surveyPlan(id)}>{figure(items.length)}</Link>,
      },
    ],
    [unitFiles, texts, language],
  );
}

function OpenDialog({
  years,
  onClose,
}: {
  readonly years: readonly number[];
  readonly onClose: () => void;
}): ReactNode {
  const { unitFiles } = useWords();
  const { surveys: texts } = unitFiles;
  const me = useMe().data;
  const navigate = useNavigate();
  const open = useOpenPlan();
  const [unitId, setUnitId] = useState<string | null>(me?.unitId ?? null);
  const [year, setYear] = useState(years[1] ?? years[0] ?? 0);
  return (
    <FormDialog
      title={texts.open}
      button={texts.open}
      ready={unitId !== null}
      pending={open.isPending}
      failure={open.error}
      onClose={onClose}
      onSubmit={() => open.mutate({ unitId, year }, { onSuccess: ({ id }) => void navigate(paths.surveyPlan(id)) })}
    >
      <UnitField label={unitFiles.unit} unitId={unitId} onPick={setUnitId} />
      <Field label={unitFiles.year} hint={texts.openHint}>
        <Select
          virtual={false}
          aria-label={unitFiles.year}
          value={year}
          options={years.map((one) => ({ value: one, label: unitFiles.yearOf(one) }))}
          onChange={setYear}
        />
      </Field>
    </FormDialog>
  );
}
