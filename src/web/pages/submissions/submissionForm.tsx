import { Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router-dom';
import type { SubmissionDetailView } from '../../../api/submissions';
import type { SubmissionKind } from '../../../domain/submissions/submission';
import { paths } from '../../data/paths';
import { useMe } from '../../data/queries';
import { useBegin, useInformants, useWrite } from '../../data/submissions';
import { useOpenUnits } from '../../data/units';
import { useWords } from '../../words/words';
import { Field, FormDialog } from '../notifications/formDialog';
import { FilesField } from '../ownPosts/filesField';
import { inTreeOrder } from '../units/unitTree';

/** What is written: a new submission, or another text of one that lies with its author. */
export default function SubmissionForm({
  before,
  onClose,
}: {
  readonly before: SubmissionDetailView | null;
  readonly onClose: () => void;
}): ReactNode {
  const { submissions, codes } = useWords();
  const { form: texts } = submissions;
  const me = useMe().data;
  const navigate = useNavigate();
  const begin = useBegin();
  const write = useWrite();
  const [unitId, setUnitId] = useState<string | null>(before?.unitId ?? me?.unitId ?? null);
  const [title, setTitle] = useState(before?.title ?? '');
  const [body, setBody] = useState(before?.body ?? '');
  const [kind, setKind] = useState<SubmissionKind>(before?.kind ?? 'policy-document');
  const [section, setSection] = useState(before?.section ?? '');
  const [attachments, setAttachments] = useState(before?.attachments ?? []);
  const [informantId, setInformantId] = useState<string | null>(before?.informantId ?? null);
  const draft = { title: title.trim(), body: body.trim(), kind, section: section.trim(), attachments };
  const isReady = [draft.title, draft.body, draft.section].every((text) => text !== '') && unitId !== null;
  const change = before === null ? begin : write;
  function save(): void {
    if (informantId === null) return;
    if (before === null)
      begin.mutate(
        { ...draft, informantId, unitId },
        {
          onSuccess: ({ id }) => {
            onClose();
            void navigate(paths.submission(id));
          },
        },
      );
    else write.mutate({ ...draft, informantId, id: before.id, version: before.version }, { onSuccess: onClose });
  }
  return (
    <FormDialog
      title={before === null ? submissions.addTitle : submissions.writeTitle(before.title)}
      button={texts.save}
      ready={isReady && informantId !== null}
      pending={change.isPending}
      failure={change.error}
      onClose={onClose}
      onSubmit={save}
    >
      {before === null && me?.unitId === null ? <UnitField unitId={unitId} onPick={setUnitId} /> : null}
      <Field label={texts.title}>
        <Input value={title} maxLength={200} onChange={(event) => setTitle(event.target.value)} />
      </Field>
      <Field label={texts.kind}>
        <Select
          virtual={false}
          aria-label={texts.kind}
          value={kind}
          options={Object.entries(codes.submissionKind).map(([value, label]) => ({
            value: value as SubmissionKind,
            label,
          }))}
          onChange={setKind}
        />
      </Field>
      <Field label={texts.body}>
        <Input.TextArea value={body} rows={8} maxLength={20_000} onChange={(event) => setBody(event.target.value)} />
      </Field>
      <FilesField
        of="attachments"
        withPictures
        files={attachments}
        made={({ id, name }) => ({ fileId: id, name })}
        onChange={setAttachments}
      />
      <Field label={texts.section}>
        <Input value={section} maxLength={100} onChange={(event) => setSection(event.target.value)} />
      </Field>
      {unitId === null ? null : <InformantField unitId={unitId} chosen={informantId} onPick={setInformantId} />}
    </FormDialog>
  );
}

function UnitField({
  unitId,
  onPick,
}: {
  readonly unitId: string | null;
  readonly onPick: (id: string) => void;
}): ReactNode {
  const { form: texts } = useWords().submissions;
  const units = useOpenUnits().data?.items ?? [];
  return (
    <Field label={texts.unit}>
      <Select
        showSearch
        virtual={false}
        optionFilterProp="label"
        aria-label={texts.unit}
        placeholder={texts.chooseUnit}
        value={unitId}
        options={inTreeOrder(units).map(({ unit }) => ({ value: unit.id, label: unit.name }))}
        onChange={onPick}
      />
    </Field>
  );
}

function InformantField({
  unitId,
  chosen,
  onPick,
}: {
  readonly unitId: string;
  readonly chosen: string | null;
  readonly onPick: (id: string) => void;
}): ReactNode {
  const { form: texts } = useWords().submissions;
  const read = useInformants(unitId);
  const items = read.data?.items ?? [];
  const isNone = read.data !== undefined && items.length === 0;
  return (
    <Field label={texts.informant} {...(isNone ? { hint: texts.noInformant } : {})}>
      <Select
        virtual={false}
        aria-label={texts.informant}
        placeholder={texts.chooseInformant}
        value={chosen}
        options={items.map(({ id, name, post }) => ({ value: id, label: `${name} ${post}`.trim() }))}
        onChange={onPick}
      />
    </Field>
  );
}
