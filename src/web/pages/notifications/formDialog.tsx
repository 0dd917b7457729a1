import { Button, Modal } from 'antd';
import type { ReactNode } from 'react';
import { Failure } from '../../components/failure';
import type { ApiFailure } from '../../data/api';
import { useWords } from '../../words/words';

/** A few fields, what is wrong with them in the server's words, and one button that says what it does. */
export function FormDialog({
  title,
  button,
  ready,
  pending,
  failure,
  width,
  onSubmit,
  onClose,
  children,
}: {
  readonly title: string;
  readonly button: string;
  readonly ready: boolean;
  readonly pending: boolean;
  readonly failure: ApiFailure | null;
  readonly width?: number;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}): ReactNode {
  const { common } = useWords();
  return (
    <Modal
      open
      {...(width === undefined ? {} : { width })}
      title={title}
      onCancel={onClose}
      destroyOnHidden
      footer={[
        <Button key="cancel" onClick={onClose}>
          {common.cancel}
        </Button>,
        <Button key="submit" type="primary" disabled={!ready} loading={pending} onClick={onSubmit}>
          {button}
        </Button>,
      ]}
    >
      {children}
      {failure === null ? null : <Failure failure={failure} title={common.failure.actionTitle(title)} of="change" />}
    </Modal>
  );
}

/** A label and what is filled in under it. */
export function Field({
  label,
  hint,
  children,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <label className="field">
      <span>{label}</span>
      {children}
      {hint === undefined ? null : <span className="soft">{hint}</span>}
    </label>
  );
}
