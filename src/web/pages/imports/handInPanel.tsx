import { Button, Checkbox } from 'antd';
import { useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router-dom';
import { Failure } from '../../components/failure';
import { FileInput } from '../../components/fileInput';
import { base64Of } from '../../data/base64Of';
import { useHandIn } from '../../data/imports';
import { paths } from '../../data/paths';
import { useWords } from '../../words/words';

const MOST_BYTES = 10 * 1024 * 1024;

/** Choosing a file, by keyboard as well, or dropping it; what was found wrong is shown on the page of the import. */
export function HandInPanel(): ReactNode {
  const { imports: texts, common } = useWords();
  const navigate = useNavigate();
  const handIn = useHandIn();
  const [file, setFile] = useState<File | null>(null);
  // The button names what it was given, and nothing else.
  const [updates, setUpdates] = useState(false);
  const isTooLarge = file !== null && file.size > MOST_BYTES;
  const send = async (chosen: File): Promise<void> => {
    const body = { fileName: chosen.name, content: await base64Of(chosen), updates };
    handIn.mutate(body, { onSuccess: ({ id }) => void navigate(paths.import(id)) });
  };
  return (
    <section
      className="panel"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        handIn.reset();
        setFile(event.dataTransfer.files[0] ?? null);
      }}
    >
      <p className="soft">{texts.drop}</p>
      <p>
        <FileInput
          label={texts.file}
          chosen={file?.name ?? common.noFile}
          accept=".xlsx,.csv"
          onChoose={([chosen]) => {
            handIn.reset();
            setFile(chosen ?? null);
          }}
        />
      </p>
      <p>
        <Checkbox checked={updates} onChange={(event) => setUpdates(event.target.checked)}>
          {texts.updates}
        </Checkbox>
      </p>
      {isTooLarge ? <p role="alert">{texts.tooLarge}</p> : null}
      {handIn.error === null ? null : (
        <Failure failure={handIn.error} title={common.failure.actionTitle(texts.check)} of="change" />
      )}
      <Button
        type="primary"
        disabled={file === null || isTooLarge}
        loading={handIn.isPending}
        onClick={() => {
          if (file !== null) void send(file);
        }}
      >
        {texts.check}
      </Button>
    </section>
  );
}
