import { useState, type ReactNode } from 'react';
import type { RosterView } from '../../../../api/oncall';
import { base64Of } from '../../../data/base64Of';
import { useWords } from '../../../words/words';
import { Field } from '../formDialog';
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
  } = useWords();
  const [content, setContent] = useState<string | null>(null);
  const [isTooLarge, setTooLarge] = useState(false);
  async function choose(file: File | undefined): Promise<void> {
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
          <Field label={texts.file}>
            <input
              type="file"
              accept=".xlsx,.csv"
              onChange={(event) => {
                onChanged();
                void choose(event.target.files?.[0]);
              }}
            />
          </Field>
          {isTooLarge ? <p role="alert">{texts.tooLarge}</p> : null}
        </>
      )}
    </FillDialog>
  );
}
