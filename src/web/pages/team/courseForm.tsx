import { Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { CourseView } from '../../../api/team';
import ReasonDialog from '../../components/reasonDialog';
import { useAddCourse, useChangeCourse, useLiaisons, type CourseDraft } from '../../data/team';
import { useOpenUnits } from '../../data/units';
import { useWords } from '../../words/words';
import { Field } from '../notifications/formDialog';
import { inTreeOrder } from '../units/unitTree';

/** Stands before the name of somebody who was typed in, so that no name is taken for an id. */
const TYPED = 'typed:';
type Attendee = CourseDraft['attendees'][number];

/** Who attended: chosen from the roster, or typed. */
function Attendees({
  chosen,
  unitId,
  onChange,
}: {
  readonly chosen: readonly Attendee[];
  readonly unitId: string;
  readonly onChange: (attendees: readonly Attendee[]) => void;
}): ReactNode {
  const {
    team: { courses: texts },
  } = useWords();
  const roster = useLiaisons({ current: true, limit: 200 }).data?.items ?? [];
  const keyOf = (one: Attendee): string => one.liaisonId ?? `${TYPED}${one.unitId}:${one.name}`;
  const known = new Map(chosen.map((one) => [keyOf(one), one]));
  const options = roster.map(({ id, name, unitName }) => ({ value: id, label: `${name}（${unitName}）` }));
  const kept = chosen
    .filter(({ liaisonId }) => !roster.some(({ id }) => id === liaisonId))
    .map((one) => ({ value: keyOf(one), label: one.name }));
  const attendeeOf = (key: string): Attendee => {
    const filed = roster.find(({ id }) => id === key);
    if (filed !== undefined) return { name: filed.name, unitId: filed.unitId, liaisonId: filed.id };
    return known.get(key) ?? { name: key.trim(), unitId, liaisonId: null };
  };
  return (
    <Field label={texts.attendees} hint={texts.attendeesHint}>
      <Select
        mode="tags"
        virtual={false}
        optionFilterProp="label"
        tokenSeparators={['、', '，', ',']}
        aria-label={texts.attendees}
        value={chosen.map(keyOf)}
        options={[...options, ...kept]}
        onChange={(keys: readonly string[]) => onChange(keys.filter((key) => key.trim() !== '').map(attendeeOf))}
      />
    </Field>
  );
}

/** Records a course, or corrects the record of one with a reason. */
export default function CourseForm({
  course,
  onClose,
  onDone,
}: {
  readonly course: CourseView | null;
  readonly onClose: () => void;
  readonly onDone: () => void;
}): ReactNode {
  const {
    team: { courses: texts },
  } = useWords();
  const units = useOpenUnits().data?.items ?? [];
  const adding = useAddCourse();
  const changing = useChangeCourse();
  const [unitId, setUnitId] = useState(course?.unitId ?? units[0]?.id ?? '');
  const [draft, setDraft] = useState({
    heldOn: course?.heldOn ?? '',
    hours: course === null ? '' : String(course.hours),
    topic: course?.topic ?? '',
    organiser: course?.organiser ?? '',
  });
  const [attendees, setAttendees] = useState<readonly Attendee[]>(
    course?.attendees.map(({ name, unitId: of, liaisonId }) => ({ name, unitId: of, liaisonId })) ?? [],
  );
  const hours = Number(draft.hours);
  const isReady =
    unitId !== '' &&
    draft.heldOn !== '' &&
    hours > 0 &&
    draft.topic.trim() !== '' &&
    draft.organiser.trim() !== '' &&
    attendees.length > 0;
  const field = (name: keyof typeof draft, label: string, more: { type?: string; hint?: string } = {}): ReactNode => (
    <Field label={label} {...(more.hint === undefined ? {} : { hint: more.hint })}>
      <Input
        type={more.type ?? 'text'}
        value={draft[name]}
        maxLength={200}
        onChange={(event) => setDraft({ ...draft, [name]: event.target.value })}
      />
    </Field>
  );
  function submit(reason: string): void {
    const body = { ...draft, topic: draft.topic.trim(), organiser: draft.organiser.trim(), hours, attendees };
    const done = {
      onSuccess: () => {
        onDone();
        onClose();
      },
    };
    if (course === null) adding.mutate({ unitId, ...body }, done);
    else changing.mutate({ id: course.id, version: course.version, ...body, reason }, done);
  }
  return (
    <ReasonDialog
      title={course === null ? texts.add : texts.correctTitle(course.topic)}
      consequence=""
      button={course === null ? texts.add : texts.correct}
      reasonRequired={course !== null}
      pending={adding.isPending || changing.isPending}
      failure={adding.error ?? changing.error}
      extra={{
        ready: isReady,
        node: (
          <>
            {course === null ? (
              <Field label={texts.unit}>
                <Select
                  showSearch
                  virtual={false}
                  optionFilterProp="label"
                  aria-label={texts.unit}
                  value={unitId}
                  options={inTreeOrder(units).map(({ unit }) => ({ value: unit.id, label: unit.name }))}
                  onChange={setUnitId}
                />
              </Field>
            ) : null}
            {field('heldOn', texts.heldOn, { type: 'date' })}
            {field('hours', texts.hours, { type: 'number', hint: texts.hoursHint })}
            {field('topic', texts.topic)}
            {field('organiser', texts.organiser)}
            <Attendees chosen={attendees} unitId={unitId} onChange={setAttendees} />
          </>
        ),
      }}
      onClose={onClose}
      onSubmit={submit}
    />
  );
}
