import { Modal } from 'antd';
import type { ReactNode } from 'react';
import type { PersonView } from '../../../api/people';
import { useWords } from '../../words/words';
import { SessionList } from './sessionList';

/** Where one person is signed in, for who manages them. */
export default function SessionsDialog({
  person,
  onClose,
}: {
  readonly person: PersonView;
  readonly onClose: () => void;
}): ReactNode {
  const { sessions } = useWords();
  return (
    <Modal open width={760} title={sessions.list.of(person.name)} onCancel={onClose} destroyOnHidden footer={null}>
      <SessionList personId={person.id} />
    </Modal>
  );
}
