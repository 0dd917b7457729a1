import { Button, Input, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import type { ApiFailure } from '../data/api';
import { useWords } from '../words/words';
import { Failure } from './failure';

export interface ReasonDialogProps {
  readonly title: string;
  readonly consequence: string;
  /** Names the thing and what happens to it; never just "OK". */
  readonly button: string;
  readonly danger?: boolean;
  readonly pending: boolean;
  readonly failure: ApiFailure | null;
  /** Without it the step needs no reason; it may still carry one. */
  readonly reasonRequired?: boolean;
  /** Further input of the step; `ready` is false while it is incomplete. */
  readonly extra?: { readonly node: ReactNode; readonly ready: boolean };
  readonly onSubmit: (reason: string) => void;
  readonly onClose: () => void;
}

/** Asks for the reason of a step before it is taken. Loaded when it is first needed. */
export default function ReasonDialog(props: ReasonDialogProps): ReactNode {
  const { common } = useWords();
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const lacking = props.reasonRequired !== false && reason.trim() === '';
  function submit(): void {
    setAsked(true);
    if (!lacking && props.extra?.ready !== false) props.onSubmit(reason.trim());
  }
  return (
    <Modal
      open
      title={props.title}
      onCancel={props.onClose}
      destroyOnHidden
      footer={[
        <Button key="cancel" onClick={props.onClose}>
          {common.cancel}
        </Button>,
        <Button key="submit" type="primary" danger={props.danger === true} loading={props.pending} onClick={submit}>
          {props.button}
        </Button>,
      ]}
    >
      {props.consequence === '' ? null : <p>{props.consequence}</p>}
      {props.extra?.node}
      <label className="field">
        <span>{common.reason}</span>
        <Input.TextArea
          value={reason}
          rows={3}
          maxLength={500}
          autoFocus
          onChange={(event) => setReason(event.target.value)}
          aria-invalid={asked && lacking}
          {...(asked && lacking ? { status: 'error' } : {})}
        />
        {asked && lacking ? (
          <span className="field-error" role="alert">
            {common.reasonNeeded}
          </span>
        ) : null}
      </label>
      {props.failure === null ? null : (
        <Failure failure={props.failure} title={common.failure.actionTitle(props.title)} of="change" />
      )}
    </Modal>
  );
}
