import { Button, Input, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router-dom';
import { Failure } from '../../components/failure';
import { FileInput } from '../../components/fileInput';
import { base64Of } from '../../data/base64Of';
import { useHandInList } from '../../data/officialLists';
import { paths } from '../../data/paths';
import { useWords } from '../../words/words';
import { Field } from '../notifications/formDialog';

const MOST_BYTES = 10 * 1024 * 1024;

/** An official list: whose it is, its day, and the file. */
export default function HandInList({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { officialLists: texts, imports, common } = useWords();
  const navigate = useNavigate();
  const handing = useHandInList();
  const [source, setSource] = useState('');
  const [listedOn, setListedOn] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const isTooLarge = file !== null && file.size > MOST_BYTES;
  const send = async (chosen: File): Promise<void> => {
    const body = { source: source.trim(), listedOn, fileName: chosen.name, content: await base64Of(chosen) };
    handing.mutate(body, { onSuccess: ({ id }) => void navigate(paths.officialList(id)) });
  };
  return (
    <Modal
      open
      title={texts.handIn}
      onCancel={onClose}
      destroyOnHidden
      footer={[
        <Button key="cancel" onClick={onClose}>
          {common.cancel}
        </Button>,
        <Button
          key="submit"
          type="primary"
          disabled={file === null || isTooLarge || source.trim() === '' || listedOn === ''}
          loading={handing.isPending}
          onClick={() => {
            if (file !== null) void send(file);
          }}
        >
          {texts.compare}
        </Button>,
      ]}
    >
      <p>{texts.handInIntro}</p>
      <div className="form-rows">
        <Field label={texts.source} hint={texts.sourceHint}>
          <Input value={source} maxLength={120} onChange={(event) => setSource(event.target.value)} />
        </Field>
        <Field label={texts.listedOn}>
          <Input type="date" value={listedOn} onChange={(event) => setListedOn(event.target.value)} />
        </Field>
        <FileInput
          label={texts.file}
          chosen={file?.name ?? common.noFile}
          accept=".xlsx,.csv"
          onChoose={([chosen]) => {
            handing.reset();
            setFile(chosen ?? null);
          }}
        />
      </div>
      {isTooLarge ? <p role="alert">{imports.tooLarge}</p> : null}
      {handing.error === null ? null : (
        <Failure failure={handing.error} title={common.failure.actionTitle(texts.compare)} of="change" />
      )}
    </Modal>
  );
}
