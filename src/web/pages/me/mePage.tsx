import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import type { AddressesView } from '../../../api/notify';
import type { MeView } from '../../../api/people';
import { Failure } from '../../components/failure';
import { PageTitle } from '../../components/pageTitle';
import { Panel } from '../../components/panel';
import { Reading } from '../../components/reading';
import { useChangeOwnAddresses } from '../../data/notify';
import { useOwnPassword } from '../../data/people';
import { useMe } from '../../data/queries';
import { useWords } from '../../words/words';
import { Field } from '../notifications/formDialog';
import { SessionList } from '../people/sessionList';
import { OwnPassword } from './ownPassword';

const NAMES = ['mail', 'mobile', 'wecomUserId', 'feishuOpenId'] as const satisfies readonly (keyof AddressesView)[];

function filled(text: string | null): string | null {
  return text === null || text.trim() === '' ? null : text.trim();
}

function OwnAddresses({ me }: { readonly me: MeView }): ReactNode {
  const {
    notify: { own: texts, addresses },
    common,
  } = useWords();
  const saving = useChangeOwnAddresses();
  const [draft, setDraft] = useState<AddressesView>(me.addresses);
  const isReachable = NAMES.some((name) => me.addresses[name] !== null);
  return (
    <form
      className="form-rows"
      onSubmit={(event) => {
        event.preventDefault();
        const { mail, mobile, wecomUserId, feishuOpenId } = draft;
        saving.mutate({
          mail: filled(mail),
          mobile: filled(mobile),
          wecomUserId: filled(wecomUserId),
          feishuOpenId: filled(feishuOpenId),
        });
      }}
    >
      <p className="soft">{texts.intro}</p>
      {isReachable ? null : <p role="alert">{texts.none}</p>}
      {NAMES.map((name) => (
        <Field key={name} label={addresses.fields[name]} hint={texts.hints[name]}>
          <Input
            value={draft[name] ?? ''}
            maxLength={254}
            onChange={(event) => setDraft({ ...draft, [name]: event.target.value })}
          />
        </Field>
      ))}
      {saving.error === null ? null : (
        <Failure failure={saving.error} title={common.failure.actionTitle(addresses.save)} of="change" />
      )}
      <p className="form-actions">
        <Button type="primary" htmlType="submit" loading={saving.isPending}>
          {addresses.save}
        </Button>
        <span role="status">{saving.isSuccess ? texts.saved : ''}</span>
      </p>
    </form>
  );
}

/** 我的: where whoever is signed in can be told of alerts, their password, and where they are signed in. */
export default function MePage(): ReactNode {
  const { sessions, common } = useWords();
  return (
    <>
      <PageTitle name={sessions.title} />
      <Panel title={sessions.addresses}>
        <Reading read={useMe()} what={common.pageNames.account} rows={4}>
          {(me) => <OwnAddresses me={me} />}
        </Reading>
      </Panel>
      <Panel title={sessions.password.title}>
        <Reading read={useOwnPassword()} what={sessions.password.title} rows={3}>
          {(own) => <OwnPassword own={own} />}
        </Reading>
      </Panel>
      <Panel title={sessions.list.title}>
        <SessionList personId={null} />
      </Panel>
    </>
  );
}
