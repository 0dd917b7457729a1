import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import type { FileView } from '../../../api/files';
import { Failure } from '../../components/failure';
import { FileInput } from '../../components/fileInput';
import { ApiFailure } from '../../data/api';
import { filePath, uploadFile } from '../../data/ownPosts';
import { figure, percent } from '../../time/figure';
import { useWords } from '../../words/words';

interface FilesFieldProps<One extends { readonly fileId: string }> {
  readonly of: 'pictures' | 'attachments';
  /** Pictures are attachments as well. */
  readonly withPictures?: boolean;
  readonly files: readonly One[];
  readonly made: (file: FileView) => One;
  readonly onChange: (change: (before: readonly One[]) => readonly One[]) => void;
}

const ACCEPT = {
  pictures: 'image/jpeg,image/png,image/gif,image/webp',
  attachments: '.pdf,.docx,.xlsx,.pptx,.ofd,.txt',
} as const;

/** Choosing files, sending them with how far each is, their order, and of pictures what they show. */
export function FilesField<One extends { readonly fileId: string; readonly alt?: string; readonly name?: string }>({
  of,
  withPictures = false,
  files,
  made,
  onChange,
}: FilesFieldProps<One>): ReactNode {
  const {
    ownPosts: { editor: texts },
  } = useWords();
  const [sending, setSending] = useState<{ readonly name: string; readonly share: number } | null>(null);
  const [failed, setFailed] = useState<{ readonly name: string; readonly failure: ApiFailure } | null>(null);
  const add = async (chosen: readonly File[]): Promise<void> => {
    setFailed(null);
    for (const file of chosen)
      try {
        const sent = await uploadFile(file, (share) => setSending({ name: file.name, share }));
        onChange((before) => [...before, made(sent)]);
      } catch (error) {
        if (error instanceof ApiFailure) setFailed({ name: file.name, failure: error });
      }
    setSending(null);
  };
  const isPictures = of === 'pictures';
  return (
    <fieldset className="field">
      <legend>{texts[of]}</legend>
      <p className="soft">
        {isPictures ? texts.picturesHint : texts.attachmentsHint}
        {withPictures ? texts.picturesHint : ''}
      </p>
      <ol className="file-rows">
        {files.map((one, at) => {
          const name = one.name ?? texts.picture(figure(at + 1));
          const move = (by: number): void =>
            onChange((before) => {
              const moved = before.filter((_file, place) => place !== at);
              moved.splice(at + by, 0, one);
              return moved;
            });
          return (
            <li key={one.fileId}>
              {isPictures ? (
                <>
                  <img src={filePath(one.fileId)} alt={one.alt ?? ''} className="card-picture" />
                  <Input
                    aria-label={texts.alt(figure(at + 1))}
                    placeholder={texts.alt(figure(at + 1))}
                    maxLength={200}
                    value={one.alt ?? ''}
                    onChange={(event) => {
                      const alt = event.target.value;
                      onChange((before) =>
                        before.map((file) => (file.fileId === one.fileId ? { ...file, alt } : file)),
                      );
                    }}
                  />
                </>
              ) : (
                <span>{name}</span>
              )}
              <span className="row-actions">
                <Button size="small" aria-label={texts.up(name)} disabled={at === 0} onClick={() => move(-1)}>
                  ↑
                </Button>
                <Button
                  size="small"
                  aria-label={texts.down(name)}
                  disabled={at === files.length - 1}
                  onClick={() => move(1)}
                >
                  ↓
                </Button>
                <Button
                  size="small"
                  aria-label={texts.remove(name)}
                  onClick={() => onChange((before) => before.filter(({ fileId }) => fileId !== one.fileId))}
                >
                  ×
                </Button>
              </span>
            </li>
          );
        })}
      </ol>
      <FileInput
        label={isPictures ? texts.addPicture : texts.addAttachment}
        chosen={null}
        multiple
        accept={withPictures ? `${ACCEPT.attachments},${ACCEPT.pictures}` : ACCEPT[of]}
        disabled={sending !== null}
        onChoose={(files) => void add(files)}
      />
      {sending === null ? null : (
        <p role="status">
          {texts.uploading(sending.name, percent(sending.share, 1))}{' '}
          <progress value={sending.share} aria-label={sending.name} />
        </p>
      )}
      {failed === null ? null : <Failure failure={failed.failure} title={texts.uploadTitle(failed.name)} of="change" />}
    </fieldset>
  );
}
