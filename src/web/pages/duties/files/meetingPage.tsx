import { Button, Input } from 'antd';
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import { Link, useParams } from 'react-router-dom';
import type { MeetingDetailView } from '../../../../api/unitFiles';
import { DataTable, type Column } from '../../../components/dataTable';
import { EmptyNote } from '../../../components/emptyNote';
import { PageTitle } from '../../../components/pageTitle';
import { Facts, Panel } from '../../../components/panel';
import { Reading } from '../../../components/reading';
import { paths } from '../../../data/paths';
import { useDecide, useMeeting } from '../../../data/unitFiles';
import { useWords } from '../../../words/words';
import { Field, FormDialog } from '../../notifications/formDialog';
import { DutyStatus } from '../dutyStatus';
import { DutyTabs } from '../dutyTabs';
import { UnitField } from '../unitField';
import { FileThread } from './fileParts';

const MeetingForm = lazy(() => import('./meetingForm'));

/** One record: who was there, what was said, and how each decision stands. */
export default function MeetingPage(): ReactNode {
  const { id = '' } = useParams();
  const { meetings: texts } = useWords().unitFiles;
  return (
    <>
      <DutyTabs shown="meetings" />
      <Reading read={useMeeting(id)} what={texts.tab} rows={8}>
        {(meeting) => <Body meeting={meeting} />}
      </Reading>
    </>
  );
}

type Decision = MeetingDetailView['decisions'][number];

function Body({ meeting }: { readonly meeting: MeetingDetailView }): ReactNode {
  const { unitFiles } = useWords();
  const { meetings: texts } = unitFiles;
  const [open, setOpen] = useState<'decide' | 'correct' | null>(null);
  const columns = useColumns();
  const { participants, notes, decisions } = meeting;
  return (
    <>
      <div className="page-title">
        <PageTitle name={meeting.title} />
        {meeting.mayWrite ? (
          <span className="head-action">
            <Button onClick={() => setOpen('correct')}>{texts.correct}</Button>
            <Button type="primary" onClick={() => setOpen('decide')}>
              {texts.decide}
            </Button>
          </span>
        ) : null}
      </div>
      <Facts
        items={[
          [unitFiles.kind, texts.kinds[meeting.kind]],
          [texts.heldOn, meeting.heldOn],
          [
            unitFiles.unit,
            <Link key="unit" to={paths.unit(meeting.unitId)}>
              {meeting.unitName}
            </Link>,
          ],
          [texts.participants, participants === '' ? '—' : participants],
        ]}
      />
      {notes === '' ? null : (
        <Panel title={texts.notes}>
          <p className="message-text">{notes}</p>
        </Panel>
      )}
      <Panel title={texts.decisions}>
        {decisions.length === 0 ? (
          <EmptyNote why={texts.noDecisions} />
        ) : (
          <DataTable label={texts.decisions} columns={columns} items={decisions} keyOf={({ dutyId }) => dutyId} />
        )}
      </Panel>
      <FileThread thread={meeting.thread} words={texts.events} />
      {open === 'decide' ? <DecisionDialog meeting={meeting} onClose={() => setOpen(null)} /> : null}
      <Suspense fallback={null}>
        {open === 'correct' ? <MeetingForm meeting={meeting} onClose={() => setOpen(null)} /> : null}
      </Suspense>
    </>
  );
}

function useColumns(): readonly Column<Decision>[] {
  const { unitFiles } = useWords();
  const { meetings: texts } = unitFiles;
  return useMemo(
    () => [
      {
        key: 'text',
        title: texts.decision,
        place: 'lead',
        className: 'cell-text',
        render: ({ text, dutyId }) => <Link to={paths.duty(dutyId)}>{text}</Link>,
      },
      { key: 'owner', title: texts.owner, render: ({ unitName }) => unitName },
      { key: 'due', title: texts.dueOn, render: ({ dueOn }) => <span className="num">{dueOn}</span> },
      {
        key: 'state',
        title: unitFiles.state,
        place: 'state',
        render: ({ state, isLate }) => (state === null ? '—' : <DutyStatus state={state} isLate={isLate} />),
      },
    ],
    [unitFiles, texts],
  );
}

function DecisionDialog({
  meeting,
  onClose,
}: {
  readonly meeting: MeetingDetailView;
  readonly onClose: () => void;
}): ReactNode {
  const { meetings: texts } = useWords().unitFiles;
  const decide = useDecide();
  const { id, version } = meeting;
  const [text, setText] = useState('');
  const [unitId, setUnitId] = useState<string | null>(meeting.unitId);
  const [dueOn, setDueOn] = useState('');
  return (
    <FormDialog
      title={texts.decide}
      button={texts.decide}
      ready={text.trim() !== '' && dueOn !== ''}
      pending={decide.isPending}
      failure={decide.error}
      onClose={onClose}
      onSubmit={() => decide.mutate({ id, version, text: text.trim(), unitId, dueOn }, { onSuccess: onClose })}
    >
      <Field label={texts.decision}>
        <Input value={text} maxLength={200} onChange={(event) => setText(event.target.value)} />
      </Field>
      <UnitField label={texts.owner} unitId={unitId} onPick={setUnitId} />
      <Field label={texts.dueOn} hint={texts.dueHint}>
        <Input type="date" aria-label={texts.dueOn} value={dueOn} onChange={(event) => setDueOn(event.target.value)} />
      </Field>
    </FormDialog>
  );
}
