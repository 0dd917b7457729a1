import { Input } from 'antd';
import { useState, type ReactNode } from 'react';
import type { AddressesView } from '../../../api/notify';
import type { PersonView } from '../../../api/people';
import { useSetAddresses } from '../../data/notify';
import { useWords } from '../../words/words';
import { Field, FormDialog } from '../notifications/formDialog';

const NAMES = ['mail', 'mobile', 'wecomUserId', 'feishuOpenId'] as const satisfies readonly (keyof AddressesView)[];

/** Where a person is told of alerts. */
export default function AddressesDialog({
  person,
  onClose,
}: {
  readonly person: PersonView;
  readonly onClose: () => void;
}): ReactNode {
  const {
    notify: { addresses: texts },
  } = useWords();
  const setting = useSetAddresses();
  const [draft, setDraft] = useState<AddressesView>(person.addresses);
  function submit(): void {
    const filled = (text: string | null): string | null => (text === null || text.trim() === '' ? null : text.trim());
    const { mail, mobile, wecomUserId, feishuOpenId } = draft;
    const addresses = {
      mail: filled(mail),
      mobile: filled(mobile),
      wecomUserId: filled(wecomUserId),
      feishuOpenId: filled(feishuOpenId),
    };
    setting.mutate({ id: person.id, addresses }, { onSuccess: onClose });
  }
  return (
    <FormDialog
      title={texts.title(person.name)}
      button={texts.save}
      ready
      pending={setting.isPending}
      failure={setting.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="soft">{texts.intro}</p>
      {NAMES.map((name) => (
        <Field key={name} label={texts.fields[name]}>
          <Input
            value={draft[name] ?? ''}
            maxLength={254}
            onChange={(event) => setDraft({ ...draft, [name]: event.target.value })}
          />
        </Field>
      ))}
    </FormDialog>
  );
}
