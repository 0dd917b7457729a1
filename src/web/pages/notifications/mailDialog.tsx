import { Button, Modal } from 'antd';
import type { ReactNode } from 'react';
import { Reading } from '../../components/reading';
import { useMessageRecord } from '../../data/notify';
import { useWords } from '../../words/words';

/** Stands before the mail: nothing in it is loaded, whatever it names. */
const NOTHING_LOADED =
  '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'">' +
  // A link opens a window, which the frame must not: without this it would leave the mail.
  '<meta name="color-scheme" content="light"><base target="_blank">';

/** A mail as its readers see it, in a frame of its own: no scripts, nothing loaded, no way out. */
export default function MailDialog({
  id,
  subject,
  onClose,
}: {
  readonly id: string;
  readonly subject: string;
  readonly onClose: () => void;
}): ReactNode {
  const {
    notify: { messages: texts, deliveries },
  } = useWords();
  const read = useMessageRecord(id);
  return (
    <Modal
      open
      width={720}
      title={texts.mailOf(subject)}
      onCancel={onClose}
      destroyOnHidden
      footer={<Button onClick={onClose}>{deliveries.close}</Button>}
    >
      <p className="soft">{texts.mailHint}</p>
      <Reading read={read} what={texts.asMail} rows={6}>
        {({ html }) => (
          <iframe
            className="mail-frame"
            title={texts.mailOf(subject)}
            sandbox=""
            referrerPolicy="no-referrer"
            srcDoc={`${NOTHING_LOADED}${html ?? ''}`}
          />
        )}
      </Reading>
    </Modal>
  );
}
