import { useState, type ReactNode } from 'react';
import type { RosterView } from '../../../../api/oncall';
import { FileInput } from '../../../components/fileInput';
import { base64Of } from '../../../data/base64Of';
import { useWords } from '../../../words/words';
import { FillDialog } from './fillDialog';

/** What a request holds, as base64. */
const MOST_BYTES = 170 * 1024;

/** Fills days from an xlsx or CSV file. */
export default function ImportDialog({
  roster,
  onClose,
}: {
  readonly roster: RosterView;
  readonly onClose: () => void;
}): ReactNode {
  const {
    rosters: { fill: texts },
    common,
  } = useWords();
  const [name, setName] = useState<string | null>(null);
  const [content, setContent] = useState<string | null>(null);
  const [isTooLarge, setTooLarge] = useState(false);
  async function choose(file: File | undefined): Promise<void> {
    setName(file?.name ?? null);
    setTooLarge(file !== undefined && file.size > MOST_BYTES);
    setContent(file === undefined || file.size > MOST_BYTES ? null : await base64Of(file));
  }
  return (
    <FillDialog
      title={texts.importOf(roster.name)}
      rosterId={roster.id}
      way="import"
      body={content === null ? null : { content }}
      onClose={onClose}
    >
      {(onChanged) => (
        <>
          <p className="soft">{texts.importIntro}</p>
          <FileInput
            label={texts.file}
            chosen={name ?? common.noFile}
            accept=".xlsx,.csv"
            onChoose={([file]) => {
              onChanged();
              void choose(file);
            }}
          />
          {isTooLarge ? <p role="alert">{texts.tooLarge}</p> : null}
        </>
      )}
    </FillDialog>
  );
}
