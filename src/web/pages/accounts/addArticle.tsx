import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import type { AccountView, PostView } from '../../../api/accounts';
import { Failure } from '../../components/failure';
import { Panel } from '../../components/panel';
import { useAddArticle } from '../../data/changes';
import { useWords } from '../../words/words';

/**
 * WeChat leaves mass-sent articles out of its list, and some platforms let nobody read one: a person may hand over an
 * address, and the system reads the original.
 */
export function AddArticle({ account }: { readonly account: Pick<AccountView, 'id' | 'platform'> }): ReactNode {
  const {
    registration: { article: texts },
    common,
  } = useWords();
  const [url, setUrl] = useState('');
  const add = useAddArticle();
  const added = add.data as { readonly post: PostView; readonly isNew: boolean } | undefined;
  return (
    <Panel title={texts.title}>
      <p className="soft">{account.platform === 'wechat' ? texts.how : texts.howElsewhere}</p>
      <form
        className="inline-form"
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate({ accountId: account.id, url: url.trim() }, { onSuccess: () => setUrl('') });
        }}
      >
        <Input
          type="url"
          aria-label={texts.url}
          placeholder={account.platform === 'wechat' ? 'https://mp.weixin.qq.com/s/…' : 'https://…'}
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
