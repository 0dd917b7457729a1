import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { HandCopyView } from '../../../api/ownPosts';
import { CopyButton } from '../../components/copyButton';
import { DataTable, type Column } from '../../components/dataTable';
import { EmptyNote } from '../../components/emptyNote';
import { Failure } from '../../components/failure';
import { OutsideLink } from '../../components/links';
import { Panel } from '../../components/panel';
import { Reading } from '../../components/reading';
import { Status } from '../../components/status';
import { When } from '../../components/when';
import { useAddArticle, useCollect } from '../../data/changes';
import { filePath, useHandCopies, useRetryCopy } from '../../data/ownPosts';
import { paths } from '../../data/paths';
import { useWords, wordOf } from '../../words/words';
import { plainText } from '../obligations/plainText';

/** Everything to paste. The text for Weibo has the title and the link in it. */
function wholeText({ platform, toPublish: { title, text, link } }: HandCopyView): string {
  const plain = plainText(text);
  return platform === 'weibo' ? plain : [title, plain, link ?? ''].filter(Boolean).join('\n');
}

/** Copies of own posts that people publish, beside the reposts: what to paste, that it is out, and the way back. */
export function HandCopies({ unitId }: { readonly unitId: string | null }): ReactNode {
  const {
    publishing: { copies: texts },
    codes,
  } = useWords();
  const read = useHandCopies({ unitId });
  const columns: readonly Column<HandCopyView>[] = [
    {
      key: 'task',
      title: texts.task,
      place: 'lead',
      className: 'cell-text',
      render: (copy) => (
        <>
          <Link to={paths.ownPost(copy.ownPostId)}>{copy.title}</Link>
          <div className="soft">
            {copy.accountName} · {codes.platform[copy.platform]} · {copy.unitName}
          </div>
          <Files copy={copy} />
        </>
      ),
    },
    {
      key: 'reason',
      title: texts.reason,
      place: 'state',
      render: ({ reason }) => (
        <Status look="manual" word={reason === null ? '—' : wordOf({ ...codes.manualReason, ...texts.why }, reason)} />
      ),
    },
    { key: 'since', title: texts.since, render: ({ begunAt }) => <When at={begunAt} /> },
    { key: 'acts', title: '', align: 'right', render: (copy) => <Acts copy={copy} /> },
  ];
  return (
    <Panel title={texts.title}>
      <p className="soft">{texts.intro}</p>
      <Reading read={read} what={texts.title} rows={3}>
        {(data) => (
          <>
            {data.items.length === 0 ? (
              <EmptyNote why={texts.none} />
            ) : (
              <DataTable
                label={texts.title}
                columns={columns}
                items={data.items}
                keyOf={({ ownPostId, accountId }) => `${ownPostId} ${accountId}`}
              />
            )}
            {data.nextCursor === null ? null : (
              <p>
                <Link to={`${paths.ownPosts}?state=publishing`}>{texts.more}</Link>
              </p>
            )}
          </>
        )}
      </Reading>
    </Panel>
  );
}

/** What goes with the text, each to be opened or saved. */
function Files({ copy: { pictures, attachments } }: { readonly copy: HandCopyView }): ReactNode {
  const {
    publishing: { copies: texts },
  } = useWords();
  if (pictures.length + attachments.length === 0) return null;
  return (
    <div className="soft">
      {pictures.map(({ fileId, alt }, at) => (
        <span key={fileId}>
          <OutsideLink href={filePath(fileId)}>{texts.picture(String(at + 1), alt)}</OutsideLink>{' '}
        </span>
      ))}
      {attachments.map(({ fileId, name }) => (
        <span key={fileId}>
          <OutsideLink href={filePath(fileId)}>{name}</OutsideLink>{' '}
        </span>
      ))}
    </div>
  );
}

function Acts({ copy }: { readonly copy: HandCopyView }): ReactNode {
  const {
    publishing: { copies: texts },
    common,
  } = useWords();
  const { ownPostId, accountId, accountName, takesLink, mayRetry } = copy;
  const [pasting, setPasting] = useState(false);
  const look = useCollect();
  const retry = useRetryCopy();
  const failure = look.error ?? retry.error;
  return (
    <>
      <CopyButton text={wholeText(copy)} label={texts.copyAll} name={`${texts.copyAll} ${accountName}`} />{' '}
      {takesLink ? (
        <Button size="small" onClick={() => setPasting(!pasting)} aria-expanded={pasting}>
          {texts.paste}
        </Button>
      ) : (
        <Button size="small" loading={look.isPending} onClick={() => look.mutate(accountId)}>
          {texts.look}
        </Button>
      )}{' '}
      {mayRetry ? (
        <Button
          size="small"
          loading={retry.isPending}
          aria-label={`${texts.retry} ${accountName}`}
          onClick={() => retry.mutate({ id: ownPostId, accountId })}
        >
          {texts.retry}
        </Button>
      ) : null}
      {look.isSuccess ? <p role="status">{texts.looking}</p> : null}
      {pasting ? <Paste copy={copy} /> : null}
      {failure === null ? null : (
        <Failure failure={failure} title={common.failure.actionTitle(accountName)} of="change" />
      )}
    </>
  );
}

/** The page is read, and the copy is done when it says what was passed: a link alone proves nothing. */
function Paste({ copy: { accountId, accountName } }: { readonly copy: HandCopyView }): ReactNode {
  const {
    publishing: { copies: texts },
    common,
  } = useWords();
  const [url, setUrl] = useState('');
  const add = useAddArticle();
  return (
    <form
      className="inline-form"
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate({ accountId, url: url.trim() });
      }}
    >
      <Input
        type="url"
        aria-label={`${texts.url} ${accountName}`}
        placeholder="https://…"
        value={url}
        maxLength={2_000}
        onChange={(event) => setUrl(event.target.value)}
      />
      <Button htmlType="submit" disabled={url.trim() === ''} loading={add.isPending}>
        {texts.confirm}
      </Button>
      {add.isSuccess ? <p role="status">{texts.read}</p> : null}
      {add.error === null ? null : (
        <Failure failure={add.error} title={common.failure.actionTitle(accountName)} of="change" />
      )}
    </form>
  );
}
