import type { ReactNode } from 'react';

interface FileInputProps {
  /** What the button says: it is the name of the field as well. */
  readonly label: string;
  /** What was chosen, in words, or that nothing was; null where the list of files stands beside. */
  readonly chosen: string | null;
  readonly accept: string;
  readonly multiple?: boolean;
  readonly disabled?: boolean;
  onChoose(files: readonly File[]): void;
}

/**
 * The browser's field for files under a button of ours: its own speaks the language of the browser, not that of the
 * page. Keys, focus and the dialog stay the browser's. The same file can be chosen again.
 */
export function FileInput({ label, chosen, accept, multiple, disabled, onChoose }: FileInputProps): ReactNode {
  return (
    <label className="file-input">
      <input
        type="file"
        className="visually-hidden"
        accept={accept}
        multiple={multiple ?? false}
        disabled={disabled ?? false}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = '';
          onChoose(files);
        }}
      />
      <span className="file-input-button">{label}</span>
      {chosen === null ? null : <span className="soft">{chosen}</span>}
    </label>
  );
}
