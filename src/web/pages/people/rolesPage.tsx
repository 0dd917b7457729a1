import { Button, Checkbox, Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { RoleHistoryView, RoleView } from '../../../api/people';
import type { Action } from '../../../domain/people/role';
import { DataTable, type Column } from '../../components/dataTable';
import { EmptyNote } from '../../components/emptyNote';
import { useListAddress } from '../../components/listAddress';
import { PagedList } from '../../components/pagedList';
import { PageTitle } from '../../components/pageTitle';
import { Panel } from '../../components/panel';
import { Reading } from '../../components/reading';
import { When } from '../../components/when';
import { useRoleHistory, useRoles, useSetRole } from '../../data/people';
import { useMe } from '../../data/queries';
import { useWords } from '../../words/words';
import { Field, FormDialog } from '../notifications/formDialog';

/** The administrator's does not change. */
const ROLES = ['operator', 'officer', 'viewer'] as const satisfies readonly RoleView['role'][];

/** 角色权限: what each role may do here, and who manages the whole office changes it. */
export default function RolesPage(): ReactNode {
  const { people, codes, common } = useWords();
  const texts = people.roles;
  const read = useRoles();
  const me = useMe().data;
  const mayChange = me?.unitId === null && me.actions.includes('people.manage');
  const [changing, setChanging] = useState<RoleView | null>(null);
  const columns: readonly Column<RoleView>[] = [
    { key: 'role', title: texts.columns.role, place: 'lead', render: ({ role }) => codes.role[role] },
    {
      key: 'actions',
      title: texts.columns.actions,
      className: 'cell-text',
      render: ({ actions, isFixed }) =>
        isFixed ? texts.all : actions.map((action) => codes.action[action]).join(common.comma),
    },
    {
      key: 'state',
      title: texts.columns.state,
      render: ({ isFixed, isChanged }) => (isFixed ? texts.fixed : isChanged ? texts.changed : texts.builtIn),
    },
    {
      key: 'act',
      title: texts.columns.act,
      align: 'right',
      render: (role) =>
        !mayChange || role.isFixed ? null : (
          <Button size="small" aria-label={texts.changeOne(codes.role[role.role])} onClick={() => setChanging(role)}>
            {texts.change}
          </Button>
        ),
    },
  ];
  return (
    <>
      <PageTitle name={texts.title} />
      <p className="soft page-intro">{texts.intro}</p>
      <Reading read={read} what={texts.title} rows={4}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyNote why={texts.none} />
          ) : (
            <DataTable label={texts.title} columns={columns} items={items} keyOf={({ role }) => role} />
          )
        }
      </Reading>
      <RoleHistory />
      {changing === null ? null : <RoleDialog role={changing} onClose={() => setChanging(null)} />}
    </>
  );
}

/** Who gave what to a role and took what from it, when and why. */
function RoleHistory(): ReactNode {
  const { people, codes, common } = useWords();
  const texts = people.roles.history;
  const address = useListAddress(['role']);
  const role = address.filters.role ?? 'operator';
  const read = useRoleHistory({ role, cursor: address.cursor });
  const named = (actions: readonly Action[]): string =>
    actions.length === 0 ? '—' : actions.map((action) => codes.action[action]).join(common.comma);
  const columns: readonly Column<RoleHistoryView>[] = [
    { key: 'at', title: texts.at, render: ({ at }) => <When at={at} /> },
    { key: 'given', title: texts.given, place: 'lead', className: 'cell-text', render: ({ given }) => named(given) },
    { key: 'taken', title: texts.taken, className: 'cell-text', render: ({ taken }) => named(taken) },
    { key: 'by', title: texts.by, render: ({ by }) => by },
    { key: 'why', title: texts.why, className: 'cell-text', render: ({ reason }) => reason },
  ];
  return (
    <Panel title={texts.title}>
      <div className="filter-bar">
        <Select
          className="filter-select"
          aria-label={people.roles.columns.role}
          virtual={false}
          value={role}
          options={ROLES.map((one) => ({ value: one, label: codes.role[one] }))}
          onChange={(value: string) => address.setFilter('role', value)}
        />
      </div>
      <PagedList
        read={read}
        what={texts.title}
        label={texts.title}
        columns={columns}
        keyOf={({ at, by }) => `${at}-${by}`}
        empty={texts.none}
        address={{ ...address, filtered: false }}
      />
    </Panel>
  );
}

/** One box a permission; looking is in every role, and managing people in none but the administrator's. */
function RoleDialog({ role, onClose }: { readonly role: RoleView; readonly onClose: () => void }): ReactNode {
  const { people, codes, common } = useWords();
  const texts = people.roles;
  const setRole = useSetRole();
  const [actions, setActions] = useState<readonly Action[]>(role.actions);
  const [reason, setReason] = useState('');
  const isSame = actions.length === role.actions.length && role.actions.every((action) => actions.includes(action));
  const toggle = (action: Action, is: boolean): void =>
    setActions((before) => (is ? [...before, action] : before.filter((one) => one !== action)));
  return (
    <FormDialog
      title={texts.changeOne(codes.role[role.role])}
      button={texts.save}
      ready={!isSame && reason.trim() !== ''}
      pending={setRole.isPending}
      failure={setRole.error}
      onClose={onClose}
      onSubmit={() =>
        setRole.mutate(
          { role: role.role, version: role.version, actions, reason: reason.trim() },
          { onSuccess: onClose },
        )
      }
    >
      <fieldset className="field">
        <legend>{texts.actions}</legend>
        {(Object.entries(codes.action) as [Action, string][])
          .filter(([action]) => action !== 'people.manage')
          .map(([action, word]) => (
            <div key={action}>
              <Checkbox
                checked={actions.includes(action)}
                disabled={action === 'read'}
                onChange={({ target }) => toggle(action, target.checked)}
              >
                {word}
              </Checkbox>
            </div>
          ))}
      </fieldset>
      <Field label={common.reason}>
        <Input value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </FormDialog>
  );
}
