import type { ReactNode } from 'react';
import type { OwnPostCheckView, OwnPostView } from '../../../api/ownPosts';
import { Panel } from '../../components/panel';
import { Reading } from '../../components/reading';
import { filePath, useOwnPostPreview, useSubmitOwnPost } from '../../data/ownPosts';
import { useWords } from '../../words/words';
import { OverrideButton } from '../content/overrideButton';
import { OverridesPanel } from '../content/overridesPanel';
import { ChannelCards } from './channelCards';
import { ChecksPanel } from './checksPanel';

/** What an item says: what the checks found in it, its text and attachments, and how it looks on each channel. */
export function WrittenPost({
  post,
  canBeHandedIn = false,
}: {
  readonly post: OwnPostView;
  /** Whether this is where it is handed in, and not where it is reviewed. */
  readonly canBeHandedIn?: boolean;
}): ReactNode {
  const { id, body, attachments, pictures, checks, overrides } = post;
  const { ownPosts: texts } = useWords();
  const preview = useOwnPostPreview(id);
  const found = preview.data?.checks ?? checks?.found ?? [];
  const mayOverride = canBeHandedIn && preview.data?.mayOverride === true;
  return (
    <>
      <ChecksPanel
        found={found}
        unitId={post.unitId}
        override={mayOverride ? <HandInAnyway post={post} found={found} /> : null}
      />
      <OverridesPanel overrides={overrides} />
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

/** What stops its content, and nothing else that is in the way. */
function HandInAnyway({
  post: { id, version },
  found,
}: {
  readonly post: OwnPostView;
  readonly found: readonly OwnPostCheckView[];
}): ReactNode {
  const submit = useSubmitOwnPost();
  const blocking = found.filter(({ level }) => level === 'blocking');
  if (blocking.some(({ kind }) => kind !== 'content')) return null;
  const stops = blocking.flatMap(({ field, code, content }) =>
    content === null || field === null ? [] : [{ field, ruleId: code, words: content.words }],
  );
  return (
    <OverrideButton
      stops={stops}
      pending={submit.isPending}
      failure={submit.error}
      onSubmit={(overrides, done) => submit.mutate({ id, version, overrides }, { onSuccess: done })}
    />
  );
}
