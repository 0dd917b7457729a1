import { Button, Input, Select } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import type { EmergencyView } from '../../../../api/unitFiles';
import type { EmergencyKind } from '../../../../domain/emergencies/emergency';
import type { Column } from '../../../components/dataTable';
import { choicesOf, FilterBar } from '../../../components/filterBar';
import { useListAddress } from '../../../components/listAddress';
import { PagedList } from '../../../components/pagedList';
import { PageTitle } from '../../../components/pageTitle';
import { When } from '../../../components/when';
import { paths } from '../../../data/paths';
import { useMe } from '../../../data/queries';
import { useEmergencies, useOpenEmergency } from '../../../data/unitFiles';
import { figure } from '../../../time/figure';
import { useWords } from '../../../words/words';
import { Field, FormDialog } from '../../notifications/formDialog';
import { DutyTabs } from '../dutyTabs';
import { UnitField } from '../unitField';
import { instantOfField } from './fileParts';

/** 突发舆情: the files of events, the latest first. */
export default function EmergenciesPage(): ReactNode {
  const { unitFiles } = useWords();
  const { emergencies: texts } = unitFiles;
  const may = useMe().data?.actions.includes('duty.write') ?? false;
  const address = useListAddress(['state', 'kind', 'unitId']);
  const read = useEmergencies({ ...address.filters, cursor: address.cursor });
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
      <DutyTabs shown="emergencies" />
      <p className="soft page-intro">{texts.intro}</p>
      <FilterBar
        address={address}
        filters={[
          { name: 'state', label: unitFiles.state, choices: choicesOf(texts.states) },
          { name: 'kind', label: unitFiles.kind, choices: choicesOf(texts.kinds) },
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
      {isOpening ? <OpenDialog onClose={() => setOpening(false)} /> : null}
    </>
  );
}

function useColumns(): readonly Column<EmergencyView>[] {
  const { unitFiles } = useWords();
  const { emergencies: texts } = unitFiles;
  return useMemo(
    () => [
      {
        key: 'title',
        title: texts.name,
        place: 'lead',
        className: 'cell-text',
        render: ({ id, title }) => <Link to={paths.emergency(id)}>{title}</Link>,
      },
      {
        key: 'unit',
        title: unitFiles.unit,
        render: ({ unitId, unitName }) => <Link to={paths.unit(unitId)}>{unitName}</Link>,
      },
      { key: 'kind', title: unitFiles.kind, render: ({ kind }) => texts.kinds[kind] },
      { key: 'state', title: unitFiles.state, place: 'state', render: ({ state }) => texts.states[state] },
      { key: 'known', title: texts.knownAt, render: ({ knownAt }) => <When at={knownAt} /> },
      {
        key: 'count',
        title: texts.columns.count,
        align: 'right',
        render: ({ id, statements }) => <Link to={paths.emergency(id)}>{figure(statements)}</Link>,
      },
    ],
    [unitFiles, texts],
  );
}

function OpenDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { unitFiles } = useWords();
  const { emergencies: texts } = unitFiles;
  const me = useMe().data;
  const navigate = useNavigate();
  const open = useOpenEmergency();
  const [unitId, setUnitId] = useState<string | null>(me?.unitId ?? null);
  const [kind, setKind] = useState<EmergencyKind>('incident');
  const [title, setTitle] = useState('');
  const [happened, setHappened] = useState('');
  const [known, setKnown] = useState('');
  return (
    <FormDialog
      title={texts.open}
      button={texts.open}
      ready={unitId !== null && title.trim() !== '' && happened.trim() !== '' && known !== ''}
      pending={open.isPending}
      failure={open.error}
      onClose={onClose}
      onSubmit={() =>
        open.mutate(
          { unitId, kind, title: title.trim(), happened: happened.trim(), knownAt: instantOfField(known) },
          { onSuccess: ({ id }) => void navigate(paths.emergency(id)) },
        )
      }
    >
      <UnitField label={unitFiles.unit} unitId={unitId} onPick={setUnitId} />
      <Field label={unitFiles.kind}>
        <Select
          virtual={false}
          aria-label={unitFiles.kind}
          value={kind}
          options={Object.entries(texts.kinds).map(([value, label]) => ({ value: value as EmergencyKind, label }))}
          onChange={setKind}
        />
      </Field>
      <Field label={texts.name}>
        <Input value={title} maxLength={200} onChange={(event) => setTitle(event.target.value)} />
      </Field>
      <Field label={texts.happened}>
        <Input.TextArea
          value={happened}
          rows={4}
          maxLength={4000}
          onChange={(event) => setHappened(event.target.value)}
        />
      </Field>
      <Field label={texts.knownAt}>
        <Input
          type="datetime-local"
          aria-label={texts.knownAt}
          value={known}
          onChange={(event) => setKnown(event.target.value)}
        />
      </Field>
    </FormDialog>
  );
}
