import type { ReactNode } from 'react';
import type { OwnPostView } from '../../../api/ownPosts';
import { Panel } from '../../components/panel';
import { Reading } from '../../components/reading';
import { filePath, useOwnPostPreview } from '../../data/ownPosts';
import { useWords } from '../../words/words';
import { ChannelCards } from './channelCards';
import { ChecksPanel } from './checksPanel';

/** What an item says: what the checks found in it, its text and attachments, and how it looks on each channel. */
export function WrittenPost({
  post: { id, body, attachments, pictures, checks },
}: {
  readonly post: OwnPostView;
}): ReactNode {
  const { ownPosts: texts } = useWords();
  const preview = useOwnPostPreview(id);
  return (
    <>
      <ChecksPanel found={preview.data?.checks ?? checks?.found ?? []} />
      <Panel title={texts.editor.body}>
        <div className="copy-long">{body}</div>
        {attachments.length === 0 ? null : (
          <ul>
            {attachments.map(({ fileId, name }) => (
              <li key={fileId}>
                <a href={filePath(fileId)} download>
                  {name}
                </a>
              </li>
            ))}
          </ul>
        )}
      </Panel>
      <Reading read={preview} what={texts.preview.title} rows={4}>
        {({ channels }) => <ChannelCards channels={channels} pictures={pictures} />}
      </Reading>
    </>
  );
}
