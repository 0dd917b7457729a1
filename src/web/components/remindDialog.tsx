import { Button, Checkbox, Input, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { ReminderPreviewView } from '../../api/letters';
import { useRemind, useReminderPreview, type ReminderSubjectAsked } from '../data/letters';
import { paths } from '../data/paths';
import { useAppearance } from '../theme/appearance';
import { figure } from '../time/figure';
import { useWords } from '../words/words';
import { DataTable, type Column } from './dataTable';
import { Failure } from './failure';
import { Reading } from './reading';

const LONGEST_TEXT = 300;

type UnitRow = ReminderPreviewView['units'][number];

/** Whether a unit can be reminded now. */
function canRemind({ outcome }: UnitRow): boolean {
  return outcome === 'reminds' || outcome === 'waits';
}

/** The same demand sent again, because nobody knows what became of it, reminds nobody again. */
function newRequest(): string {
  return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
}

function UnitTable({
  units,
  chosen,
  done,
  onChoose,
}: {
  readonly units: readonly UnitRow[];
  readonly chosen: ReadonlySet<string>;
  /** What is shown has been done already. */
  readonly done: boolean;
  readonly onChoose: (unitId: string) => void;
}): ReactNode {
  const {
    letters: { reminders: texts },
  } = useWords();
  const columns: readonly Column<UnitRow>[] = [
    {
      key: 'unit',
      title: texts.unitColumns.unit,
      place: 'lead',
      render: (unit) =>
        done ? (
          unit.unitName
        ) : (
          <Checkbox
            checked={chosen.has(unit.unitId)}
            disabled={!canRemind(unit)}
            onChange={() => onChoose(unit.unitId)}
          >
            {unit.unitName}
          </Checkbox>
        ),
    },
    { key: 'count', title: texts.unitColumns.count, align: 'right', render: ({ count }) => figure(count) },
    {
      key: 'ways',
      title: texts.unitColumns.ways,
      className: 'cell-text',
      render: ({ ways }) =>
        ways.map(({ recipient, channelName }) => (
          <div key={`${recipient} ${channelName}`}>{texts.way(recipient, channelName)}</div>
        )),
    },
    {
      key: 'outcome',
      title: texts.unitColumns.outcome,
      className: 'cell-text',
      render: ({ outcome, remindedToday }) => (
        <>
          {done && (outcome === 'reminds' || outcome === 'waits') ? texts.done[outcome] : texts.outcome[outcome]}
          {remindedToday === 0 ? null : <div className="soft">{texts.today(figure(remindedToday))}</div>}
        </>
      ),
    },
  ];
  return <DataTable label={texts.units} columns={columns} items={units} keyOf={({ unitId }) => unitId} />;
}

function Body({
  subject,
  preview,
  onClose,
}: {
  readonly subject: ReminderSubjectAsked;
  readonly preview: ReminderPreviewView;
  readonly onClose: () => void;
}): ReactNode {
  const { letters, common } = useWords();
  const { reminders: texts } = letters;
  const remind = useRemind();
  const [request] = useState(newRequest);
  const [text, setText] = useState(preview.text);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  // What is too long is refused in words: cut off, the units would be told half of it.
  const isTooLong = text.trim().length > LONGEST_TEXT;
  const able = preview.units.filter(canRemind);
  const chosen = new Set(able.map(({ unitId }) => unitId).filter((id) => !left.has(id)));
  const choose = (id: string): void => {
    const next = new Set(left);
    if (!next.delete(id)) next.add(id);
    setLeft(next);
  };
  if (remind.data !== undefined)
    return (
      <>
        <p role="status">{texts.sent}</p>
        <UnitTable units={remind.data.units} chosen={chosen} done onChoose={choose} />
        <p className="row-actions">
          <Link to={paths.reminders()} onClick={onClose}>
            {texts.link}
          </Link>
          <Button onClick={onClose}>{texts.close}</Button>
        </p>
      </>
    );
  return (
    <>
      <label className="field">
        <span>{texts.text}</span>
        <Input.TextArea
          value={text}
          rows={3}
          count={{ show: true, max: LONGEST_TEXT }}
          aria-invalid={isTooLong}
          {...(isTooLong ? { status: 'error' } : {})}
          onChange={(event) => setText(event.target.value)}
        />
        {isTooLong ? (
          <span className="field-error" role="alert">
            {texts.tooLong(figure(text.trim().length - LONGEST_TEXT), figure(LONGEST_TEXT))}
          </span>
        ) : null}
      </label>
      <p className="soft">{texts.rule(figure(preview.mostADay))}</p>
      <UnitTable units={preview.units} chosen={chosen} done={false} onChoose={choose} />
      {remind.error === null ? null : (
        <Failure failure={remind.error} title={common.failure.actionTitle(texts.button)} of="change" />
      )}
      <p className="row-actions">
        <Button onClick={onClose}>{common.cancel}</Button>
        <Button
          type="primary"
          disabled={chosen.size === 0 || text.trim() === '' || isTooLong}
          loading={remind.isPending}
          onClick={() => remind.mutate({ subject, unitIds: [...chosen], text: text.trim(), request })}
        >
          {texts.send(figure(chosen.size))}
        </Button>
      </p>
    </>
  );
}

/** Which units are reminded, of what and how; and what became of it. */
export default function RemindDialog({
  subject,
  onClose,
}: {
  readonly subject: ReminderSubjectAsked;
  readonly onClose: () => void;
}): ReactNode {
  const {
    letters: { reminders: texts },
  } = useWords();
  const { language } = useAppearance();
  const read = useReminderPreview(subject, language);
  return (
    <Modal
      open
      width={720}
      title={read.data === undefined ? texts.button : texts.dialog(read.data.subject.label)}
      footer={null}
      onCancel={onClose}
      destroyOnHidden
    >
      <Reading read={read} what={texts.button} rows={4}>
        {(preview) => <Body subject={subject} preview={preview} onClose={onClose} />}
      </Reading>
    </Modal>
  );
}
