import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import type { PostView } from '../../../api/accounts';
import { Failure } from '../../components/failure';
import { Panel } from '../../components/panel';
import { useAddArticle } from '../../data/changes';
import { useWords } from '../../words/words';

/**
 * WeChat leaves mass-sent articles out of its list: a person may hand over an address, and the system reads the
 * original.
 */
export function AddArticle({ accountId }: { readonly accountId: string }): ReactNode {
  const {
    registration: { article: texts },
    common,
  } = useWords();
  const [url, setUrl] = useState('');
  const add = useAddArticle();
  const added = add.data as { readonly post: PostView; readonly isNew: boolean } | undefined;
  return (
    <Panel title={texts.title}>
      <p className="soft">{texts.how}</p>
      <form
        className="inline-form"
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate({ accountId, url: url.trim() }, { onSuccess: () => setUrl('') });
        }}
      >
        <Input
          type="url"
          aria-label={texts.url}
          placeholder="https://mp.weixin.qq.com/s/…"
          value={url}
          maxLength={2_000}
          onChange={(event) => setUrl(event.target.value)}
        />
        <Button htmlType="submit" disabled={url.trim() === ''} loading={add.isPending}>
          {texts.submit}
        </Button>
      </form>
      {added === undefined ? null : (
        <p role="status">{added.isNew ? texts.done(added.post.title) : texts.already(added.post.title)}</p>
      )}
      {add.error === null ? null : (
        <Failure failure={add.error} title={common.failure.actionTitle(texts.title)} of="change" />
      )}
    </Panel>
  );
}
