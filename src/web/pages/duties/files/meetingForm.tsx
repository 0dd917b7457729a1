import { Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router-dom';
import type { MeetingDetailView } from '../../../../api/unitFiles';
import type { MeetingKind } from '../../../../domain/meetings/meeting';
import { paths } from '../../../data/paths';
import { useMe } from '../../../data/queries';
import { useCorrectMeeting, useRecordMeeting } from '../../../data/unitFiles';
import { useWords } from '../../../words/words';
import { Field, FormDialog } from '../../notifications/formDialog';
import { UnitField } from '../unitField';

/** Records a meeting, or corrects what the record of one says. */
export default function MeetingForm({
  meeting = null,
  onClose,
}: {
  readonly meeting?: MeetingDetailView | null;
  readonly onClose: () => void;
}): ReactNode {
  const { unitFiles } = useWords();
  const { meetings: texts } = unitFiles;
  const me = useMe().data;
  const navigate = useNavigate();
  const record = useRecordMeeting();
  const correct = useCorrectMeeting();
  const [unitId, setUnitId] = useState<string | null>(meeting?.unitId ?? me?.unitId ?? null);
  const [kind, setKind] = useState<MeetingKind>(meeting?.kind ?? 'meeting');
  const [heldOn, setHeldOn] = useState(meeting?.heldOn ?? '');
  const [title, setTitle] = useState(meeting?.title ?? '');
  const [participants, setParticipants] = useState(meeting?.participants ?? '');
  const [notes, setNotes] = useState(meeting?.notes ?? '');
  const said = { title: title.trim(), participants: participants.trim(), notes: notes.trim() };
  const name = meeting === null ? texts.record : texts.correct;
  return (
    <FormDialog
      title={name}
      button={name}
      ready={unitId !== null && heldOn !== '' && said.title !== ''}
      pending={record.isPending || correct.isPending}
      failure={record.error ?? correct.error}
      onClose={onClose}
      onSubmit={() => {
        if (meeting !== null)
          correct.mutate({ id: meeting.id, version: meeting.version, ...said }, { onSuccess: onClose });
        else
          record.mutate({ unitId, kind, heldOn, ...said }, { onSuccess: ({ id }) => void navigate(paths.meeting(id)) });
      }}
    >
      {meeting === null ? (
        <>
          <UnitField label={unitFiles.unit} unitId={unitId} onPick={setUnitId} />
          <Field label={unitFiles.kind}>
            <Select
              virtual={false}
              aria-label={unitFiles.kind}
              value={kind}
              options={Object.entries(texts.kinds).map(([value, label]) => ({ value: value as MeetingKind, label }))}
              onChange={setKind}
            />
          </Field>
          <Field label={texts.heldOn}>
            <Input
              type="date"
              aria-label={texts.heldOn}
              value={heldOn}
              onChange={(event) => setHeldOn(event.target.value)}
            />
          </Field>
        </>
      ) : null}
      <Field label={texts.name}>
        <Input value={title} maxLength={200} onChange={(event) => setTitle(event.target.value)} />
      </Field>
      <Field label={texts.participants}>
        <Input.TextArea
          value={participants}
          rows={2}
          maxLength={2000}
          onChange={(event) => setParticipants(event.target.value)}
        />
      </Field>
      <Field label={texts.notes}>
        <Input.TextArea value={notes} rows={5} maxLength={10_000} onChange={(event) => setNotes(event.target.value)} />
      </Field>
    </FormDialog>
  );
}
