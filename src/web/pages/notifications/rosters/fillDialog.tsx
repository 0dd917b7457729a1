import { Button, Modal } from 'antd';
import type { ReactNode } from 'react';
import { Failure } from '../../../components/failure';
import { useFill, usePreviewFilling, type FillWay } from '../../../data/oncall';
import { figure } from '../../../time/figure';
import { useWords } from '../../../words/words';
import { FillPreview } from './fillPreview';

/** Fills many days: shows first what it would do, and stores exactly that. */
export function FillDialog({
  title,
  rosterId,
  way,
  body,
  onClose,
  children,
}: {
  readonly title: string;
  readonly rosterId: string;
  readonly way: FillWay;
  /** What is to be filled in; null: it is not complete. */
  readonly body: object | null;
  readonly onClose: () => void;
  /** Given what to call when something in it changes: what was shown is no preview of it any more. */
  readonly children: (onChanged: () => void) => ReactNode;
}): ReactNode {
  const { rosters, common } = useWords();
  const { fill: texts } = rosters;
  const previewing = usePreviewFilling();
  const filling = useFill();
  const preview = previewing.data ?? null;
  const changed = preview?.days.filter(({ change }) => change !== 'same').length ?? 0;
  const isReady = preview !== null && preview.problems.length === 0 && changed > 0;
  const failure = filling.error ?? previewing.error;
  const forget = (): void => {
    previewing.reset();
    filling.reset();
  };
  return (
    <Modal
      open
      width={760}
      title={title}
      onCancel={onClose}
      destroyOnHidden
      footer={[
        <Button key="cancel" onClick={onClose}>
          {common.cancel}
        </Button>,
        <Button
          key="preview"
          type={isReady ? 'default' : 'primary'}
          disabled={body === null}
          loading={previewing.isPending}
          onClick={() => {
            filling.reset();
            if (body !== null) previewing.mutate({ id: rosterId, way, body });
          }}
        >
          {texts.preview}
        </Button>,
        <Button
          key="store"
          type={isReady ? 'primary' : 'default'}
          disabled={!isReady}
          loading={filling.isPending}
          onClick={() => {
            const basis = preview?.basis;
            filling.mutate({ id: rosterId, way, body: { ...body, basis } }, { onSuccess: onClose });
          }}
        >
          {texts.store(figure(changed))}
        </Button>,
      ]}
    >
      {children(forget)}
      {failure === null ? null : <Failure failure={failure} title={common.failure.actionTitle(title)} of="change" />}
      {preview === null ? null : <FillPreview preview={preview} />}
    </Modal>
  );
}
