import { Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { DiffLineView } from '../../../api/officialLists';
import ReasonDialog from '../../components/reasonDialog';
import { useActOnLine } from '../../data/officialLists';
import { useOpenUnits } from '../../data/units';
import { useWords } from '../../words/words';
import { Field } from '../notifications/formDialog';

const PAPER = ['approver', 'documentNumber', 'decidedOn'] as const;

/** Turns a line into what it needs: whose account it is, or what the change goes back to, and the reason. */
export default function ActDialog({
  listId,
  line,
  onClose,
  onDone,
}: {
  readonly listId: string;
  readonly line: DiffLineView;
  readonly onClose: () => void;
  readonly onDone: (said: string) => void;
}): ReactNode {
  const { officialLists: texts } = useWords();
  const acting = useActOnLine(listId);
  const units = useOpenUnits().data?.items ?? [];
  const [unitId, setUnitId] = useState(line.unitId ?? '');
  const [form, setForm] = useState({ approver: '', documentNumber: '', decidedOn: '', noticeUrl: '' });
  const isChange = line.kind === 'renamed' || line.kind === 'other-sponsor';
  const asked = [...(isChange ? PAPER : []), ...(line.kind === 'other-sponsor' ? (['noticeUrl'] as const) : [])];
  const isReady = (line.kind !== 'missing' || unitId !== '') && asked.every((name) => form[name].trim() !== '');
  const { noticeUrl, ...paper } = form;
  return (
    <ReasonDialog
      title={texts.actTitle(line.label)}
      consequence={texts.meaning[line.kind]}
      button={texts.act[line.kind]}
      pending={acting.isPending}
      failure={acting.error}
      extra={{
        ready: isReady,
        node: (
          <>
            {line.kind === 'missing' ? (
              <Field label={texts.unit}>
                <Select
                  showSearch
                  virtual={false}
                  className="wide-select"
                  optionFilterProp="label"
                  aria-label={texts.unit}
                  value={unitId === '' ? null : unitId}
                  options={units.map((unit) => ({ value: unit.id, label: unit.name }))}
                  onChange={(value: string) => setUnitId(value)}
                />
              </Field>
            ) : null}
            {asked.map((name) => (
              <Field label={texts.paper[name]} key={name}>
                <Input
                  type={name === 'decidedOn' ? 'date' : 'text'}
                  value={form[name]}
                  maxLength={name === 'noticeUrl' ? 2_000 : 60}
                  onChange={(event) => setForm({ ...form, [name]: event.target.value })}
                />
              </Field>
            ))}
          </>
        ),
      }}
      onClose={onClose}
      onSubmit={(reason) =>
        acting.mutate(
          {
            ...{ key: line.key, reason },
            ...(line.kind === 'missing' ? { unitId } : {}),
            ...(isChange ? { paper: { ...paper, ...(noticeUrl === '' ? {} : { noticeUrl }) } } : {}),
          },
          {
            onSuccess: () => {
              onDone(texts.done(line.label));
              onClose();
            },
          },
        )
      }
    />
  );
}
