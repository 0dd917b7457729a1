import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import { Button } from 'antd';
import { Link } from 'react-router-dom';
import type { PersonView } from '../../../api/people';
import { DataTable, type Column } from '../../components/dataTable';
import { EmptyNote } from '../../components/emptyNote';
import { MoreMenu } from '../../components/moreMenu';
import { PageTitle } from '../../components/pageTitle';
import { Reading } from '../../components/reading';
import { Status } from '../../components/status';
import { paths } from '../../data/paths';
import { useMe, usePeople } from '../../data/queries';
import { useUnits } from '../../data/units';
import { shortInstant } from '../../time/civil';
import { useNow } from '../../time/clock';
import { useWords } from '../../words/words';
import { PersonDialog, type PersonStep } from './personDialog';
import { ShownLink, type MadeLink } from './shownLink';

const AssignmentsDialog = lazy(() => import('./assignmentsDialog'));
const AddressesDialog = lazy(() => import('./addressesDialog'));
const HandoverDialog = lazy(() => import('./handoverDialog'));
const SessionsDialog = lazy(() => import('./sessionsDialog'));
const PersonForm = lazy(() => import('./personForm'));

/** Whether somebody can sign in now, and if not, why. */
function PersonState({ person }: { readonly person: PersonView }): ReactNode {
  const {
    people: { state: words, noPassword },
  } = useWords();
  const nowMs = useNow();
  if (person.disabled) return <Status look="closed" word={words.disabled} />;
  if (person.lockedUntilAt !== null && Date.parse(person.lockedUntilAt) > nowMs)
    return <Status look="warned" word={words.locked(shortInstant(person.lockedUntilAt, nowMs))} />;
  return (
    <>
      <Status look="fine" word={words.active} />
      {person.hasPassword ? null : <div className="soft">{noPassword}</div>}
    </>
  );
}

interface Chosen {
  readonly person: PersonView;
  readonly step: PersonStep;
}

/** What may be done about one person; nobody acts on themselves. */
function PersonSteps({
  person,
  choose,
  onChange,
  onAssignments,
  onSessions,
  onHandOver,
}: {
  readonly person: PersonView;
  readonly choose: (chosen: Chosen) => void;
  readonly onChange: (person: PersonView) => void;
  readonly onAssignments: (person: PersonView) => void;
  readonly onSessions: (person: PersonView) => void;
  readonly onHandOver: (person: PersonView) => void;
}): ReactNode {
  const { handover, people, sessions } = useWords();
  const steps: readonly PersonStep[] = person.disabled ? ['enable'] : ['link', 'end', 'disable'];
  const assignments = (
    <Button size="small" aria-label={people.assignments.title(person.name)} onClick={() => onAssignments(person)}>
      {people.assignments.button}
    </Button>
  );
  if (person.isGuest) return <span className="row-actions">{assignments}</span>;
  const sessionStep = {
    ...{ name: sessions.list.button, label: sessions.list.of(person.name) },
    act: () => onSessions(person),
  };
  return (
    <span className="row-actions">
      <Button size="small" aria-label={people.form.changeTitle(person.name)} onClick={() => onChange(person)}>
        {people.form.change}
      </Button>
      {assignments}
      <MoreMenu
        of={person.name}
        steps={[
          { name: handover.button, label: handover.of(person.name), act: () => onHandOver(person) },
          ...(person.disabled ? [] : [sessionStep]),
          ...steps.map((step) => ({
            ...{ name: people[step].button, label: people[step].title(person.name) },
            act: () => choose({ person, step }),
          })),
        ]}
      />
    </span>
  );
}

/** 人员: who can sign in, and what an administrator does when somebody leaves, is locked out or loses a device. */
export default function PeoplePage(): ReactNode {
  const { people: texts, codes, handover, notify } = useWords();
  const read = usePeople();
  const me = useMe().data;
  const units = useUnits().data?.items;
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [link, setLink] = useState<MadeLink | null>(null);
  const [done, setDone] = useState<string | null>(null);
  /** Whose form is open; null: of somebody new. */
  const [described, setDescribed] = useState<{ readonly person: PersonView | null } | null>(null);
  const [leaving, setLeaving] = useState<PersonView | null>(null);
  const [listed, setListed] = useState<PersonView | null>(null);
  const [assigned, setAssigned] = useState<PersonView | null>(null);
  const [reached, setReached] = useState<PersonView | null>(null);
  const columns = useMemo<readonly Column<PersonView>[]>(() => {
    const unitName = (id: string | null): string =>
      id === null ? texts.office : (units?.find((unit) => unit.id === id)?.name ?? '—');
    return [
      {
        key: 'name',
        title: texts.columns.name,
        place: 'lead',
        render: (person) => (
          <>
            {person.name} <span className="soft">{person.username}</span>
          </>
        ),
      },
      {
        key: 'state',
        title: texts.columns.state,
        place: 'state',
        render: (person) => <PersonState person={person} />,
      },
      { key: 'role', title: texts.columns.role, render: (person) => codes.role[person.role] },
      {
        key: 'unit',
        title: texts.columns.unit,
        render: ({ unitId, assignments, isGuest }) => (
          <>
            {isGuest ? texts.assignments.guest : unitName(unitId)}
            {assignments.map((one) => (
              <div key={one.id} className="soft">
                {texts.assignments.further(unitName(one.unitId), codes.role[one.role])}
              </div>
            ))}
          </>
        ),
      },
      {
        key: 'addresses',
        title: notify.addresses.button,
        render: (person) =>
          person.isGuest ? null : (
            <Button size="small" aria-label={notify.addresses.title(person.name)} onClick={() => setReached(person)}>
              {Object.values(person.addresses).find((address) => address !== null) ?? '—'}
            </Button>
          ),
      },
      {
        key: 'act',
        title: '',
        align: 'right',
        render: (person) =>
          person.id === me?.id ? (
            <span className="soft">{texts.you}</span>
          ) : (
            <PersonSteps
              person={person}
              choose={setChosen}
              onChange={(changed) => setDescribed({ person: changed })}
              onAssignments={setAssigned}
              onSessions={setListed}
              onHandOver={setLeaving}
            />
          ),
      },
    ];
  }, [texts, codes, notify, units, me]);
  return (
    <>
      <PageTitle name={texts.title} />
      <p className="soft page-intro">{texts.intro}</p>
      <p>
        <Button type="primary" onClick={() => setDescribed({ person: null })}>
          {texts.form.addTitle}
        </Button>{' '}
        <Link to={paths.handovers}>{handover.menu}</Link>
      </p>
      {link === null ? null : <ShownLink link={link} onClose={() => setLink(null)} />}
      {done === null ? null : <p role="status">{done}</p>}
      <Reading read={read} what={texts.title} rows={6}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyNote why={texts.none} />
          ) : (
            <DataTable label={texts.title} columns={columns} items={items} keyOf={(person) => person.id} />
          )
        }
      </Reading>
      {leaving === null ? null : (
        <Suspense fallback={null}>
          <HandoverDialog person={leaving} onClose={() => setLeaving(null)} onDone={setDone} />
        </Suspense>
      )}
      {listed === null ? null : (
        <Suspense fallback={null}>
          <SessionsDialog person={listed} onClose={() => setListed(null)} />
        </Suspense>
      )}
      {assigned === null ? null : (
        <Suspense fallback={null}>
          <AssignmentsDialog person={assigned} onClose={() => setAssigned(null)} />
        </Suspense>
      )}
      {reached === null ? null : (
        <Suspense fallback={null}>
          <AddressesDialog person={reached} onClose={() => setReached(null)} />
        </Suspense>
      )}
      {described === null ? null : (
        <Suspense fallback={null}>
          <PersonForm person={described.person} onClose={() => setDescribed(null)} onLink={setLink} onDone={setDone} />
        </Suspense>
      )}
      {chosen === null ? null : (
        <PersonDialog
          {...chosen}
          onClose={() => setChosen(null)}
          onLink={setLink}
          onEnded={(name) => setDone(texts.end.done(name))}
        />
      )}
    </>
  );
}
