import { Button, Input, Modal, Select } from 'antd';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import type { AssignmentView, PersonView } from '../../../api/people';
import type { Role } from '../../../domain/people/role';
import { Failure } from '../../components/failure';
import { useAssign, useEndAssignment } from '../../data/people';
import { usePeople } from '../../data/queries';
import { useOpenUnits } from '../../data/units';
import { useWords } from '../../words/words';
import { Field } from '../notifications/formDialog';
import { inTreeOrder } from '../units/unitTree';
import { useAssignedUnit } from './assignedUnit';

const ReasonDialog = lazy(() => import('../../components/reasonDialog'));

/** Gives a further unit to somebody. */
function AddAssignment({ person }: { readonly person: PersonView }): ReactNode {
  const { codes, common, people: texts } = useWords();
  const units = useOpenUnits().data?.items ?? [];
  const assigning = useAssign();
  const [unitId, setUnitId] = useState<string | null>(null);
  const [role, setRole] = useState<Role>('officer');
  const [reason, setReason] = useState('');
  const held = new Set([person.unitId, ...person.assignments.map((one) => one.unitId)]);
  function submit(): void {
    if (unitId === null) return;
    assigning.mutate(
      { id: person.id, role, unitId, reason: reason.trim() },
      {
        onSuccess: () => {
          setUnitId(null);
          setReason('');
        },
      },
    );
  }
  return (
    <form
      className="form-rows"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Field label={texts.form.unit} hint={texts.form.unitHint}>
        <Select
          showSearch
          optionFilterProp="label"
          aria-label={texts.form.unit}
          placeholder={texts.form.chooseUnit}
          value={unitId}
          options={inTreeOrder(units)
            .filter(({ unit }) => !held.has(unit.id))
            .map(({ unit, above }) => ({
              value: unit.id,
              label: `${'\u3000'.repeat(above.length - 1)}${unit.name}`,
            }))}
          onChange={setUnitId}
        />
      </Field>
      <Field label={texts.form.role} hint={texts.form.roleHint[role]}>
        <Select
          aria-label={texts.form.role}
          value={role}
          options={(Object.keys(texts.form.roleHint) as Role[]).map((one) => ({ value: one, label: codes.role[one] }))}
          onChange={setRole}
        />
      </Field>
      <Field label={common.reason}>
        <Input value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
      </Field>
      {assigning.error === null ? null : (
        <Failure failure={assigning.error} title={common.failure.actionTitle(texts.assignments.add)} of="change" />
      )}
      <p className="form-actions">
        <Button
          type="primary"
          htmlType="submit"
          disabled={unitId === null || reason.trim() === ''}
          loading={assigning.isPending}
        >
          {texts.assignments.add}
        </Button>
      </p>
    </form>
  );
}

/** 任职: the units somebody acts for beside the one they belong to. */
export default function AssignmentsDialog({
  person: { id },
  onClose,
}: {
  readonly person: PersonView;
  readonly onClose: () => void;
}): ReactNode {
  const { people: texts } = useWords();
  const nameOf = useAssignedUnit();
  const person = usePeople().data?.items.find((one) => one.id === id);
  const ending = useEndAssignment();
  const [ended, setEnded] = useState<AssignmentView | null>(null);
  if (person === undefined) return null;
  const words = texts.assignments;
  return (
    <Modal open width={640} title={words.title(person.name)} onCancel={onClose} destroyOnHidden footer={null}>
      <p className="soft">{words.intro}</p>
      <ul className="plain-list">
        <li>
          {words.first}: {nameOf(person)}
        </li>
        {person.assignments.map((one) => (
          <li key={one.id}>
            {nameOf(one)}{' '}
            <Button size="small" aria-label={words.endTitle(nameOf(one))} onClick={() => setEnded(one)}>
              {words.end}
            </Button>
          </li>
        ))}
      </ul>
      {person.assignments.length === 0 ? <p className="soft">{words.none}</p> : null}
      {person.isGuest || person.disabled ? null : <AddAssignment person={person} />}
      {ended === null ? null : (
        <Suspense fallback={null}>
          <ReasonDialog
            title={words.endTitle(nameOf(ended))}
            consequence={words.endConsequence}
            button={words.end}
            danger
            pending={ending.isPending}
            failure={ending.error}
            onClose={() => setEnded(null)}
            onSubmit={(reason) =>
              ending.mutate({ id, assignmentId: ended.id, reason }, { onSuccess: () => setEnded(null) })
            }
          />
        </Suspense>
      )}
    </Modal>
  );
}
