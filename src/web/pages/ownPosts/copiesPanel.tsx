import { Button } from 'antd';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { CopyDifferenceView, CopyView, OwnPostView } from '../../../api/ownPosts';
import { CopyButton } from '../../components/copyButton';
import { DataTable, type Column } from '../../components/dataTable';
import { EmptyNote } from '../../components/emptyNote';
import { isWebAddress, OutsideLink } from '../../components/links';
import { Panel } from '../../components/panel';
import { Status } from '../../components/status';
import { When } from '../../components/when';
import { useSettleOwnPost } from '../../data/ownPosts';
import { paths } from '../../data/paths';
import { useNow } from '../../time/clock';
import { useWords, wordOf } from '../../words/words';
import { plainText } from '../obligations/plainText';
import { COPY_LOOKS } from './looks';

const ReasonDialog = lazy(() => import('../../components/reasonDialog'));

/** Their pages are read when they are found, and not again. */
const READ_ONCE: ReadonlySet<CopyView['platform']> = new Set(['portal']);

/** Where the item stands on each channel, and what is said there otherwise than what was passed. */
export function CopiesPanel({ post }: { readonly post: OwnPostView }): ReactNode {
  const { copies, watchedFromAt, watchedUntilAt } = post;
  const now = useNow();
  const isNext = watchedFromAt !== null && new Date(watchedFromAt).getTime() > now;
  const { ownPosts: texts, codes } = useWords();
  const columns: readonly Column<CopyView>[] = [
    {
      key: 'channel',
      title: texts.copies.channel,
      place: 'lead',
      render: ({ accountId, accountName, platform }) => (
        <>
          <Link to={paths.account(accountId)}>{accountName}</Link>{' '}
          <span className="soft">{codes.platform[platform]}</span>
        </>
      ),
    },
    {
      key: 'state',
      title: texts.copies.state,
      place: 'state',
      render: ({ state, reason }) => (
        <span className="two-lines">
          <Status look={COPY_LOOKS[state]} word={texts.copy[state]} />
          {reason === null ? null : (
            <span className="soft">{texts.reason[reason] ?? wordOf(codes.noPublishReason, reason)}</span>
          )}
        </span>
      ),
    },
    { key: 'seen', title: texts.copies.seen, render: ({ seenAt }) => <When at={seenAt} /> },
    {
      key: 'result',
      title: texts.copies.result,
      className: 'cell-text',
      render: ({ url, platform, compared, leftListAt, goneAt, ...copy }) => (
        <span className="two-lines">
          <Compared {...{ compared, goneAt, ...copy }} />
          {compared && READ_ONCE.has(platform) ? <span className="soft">{texts.copies.readOnce}</span> : null}
          {leftListAt === null ? null : <span className="soft">{texts.copies.leftList}</span>}
          {goneAt === null && isWebAddress(url) ? <OutsideLink href={url}>{texts.copies.post}</OutsideLink> : null}
        </span>
      ),
    },
  ];
  return (
    <Panel title={texts.copies.title}>
      {copies.length === 0 ? (
        <EmptyNote why={texts.copies.none} />
      ) : (
        <DataTable label={texts.copies.title} columns={columns} items={copies} keyOf={({ accountId }) => accountId} />
      )}
      {copies.every(({ seenAt }) => seenAt === null) ? null : watchedUntilAt === null ? (
        <p className="soft">{texts.copies.notWatched}</p>
      ) : (
        <p className="soft">
          {isNext ? texts.copies.watchedFrom : texts.copies.watched}{' '}
          <When at={isNext ? watchedFromAt : watchedUntilAt} />
        </p>
      )}
      {copies.map((copy) => (
        <CopyDetails key={copy.accountId} copy={copy} post={post} />
      ))}
    </Panel>
  );
}

/** What comparing a copy has come to. */
function Compared({
  seenAt,
  goneAt,
  differences,
  settled,
  compared,
}: Pick<CopyView, 'seenAt' | 'goneAt' | 'differences' | 'settled' | 'compared'>): ReactNode {
  const { ownPosts: texts } = useWords();
  if (seenAt === null) return <span className="soft">{texts.copies.notYet}</span>;
  if (goneAt !== null) return <Status look="unknown" word={texts.copies.gone} />;
  if (settled !== null) return <span>{texts.copies.settled}</span>;
  if (differences.length > 0) return <Status look="breached" word={texts.differences.title} />;
  return compared ? <span>{texts.copies.same}</span> : <Status look="unknown" word={texts.copies.unread} />;
}

/** All of it, to be pasted. The text for Weibo has the title and the link in it. */
function wholeText({ platform, toPublish }: CopyView): string {
  if (toPublish === null) return '';
  const text = plainText(toPublish.text);
  return platform === 'weibo' ? text : [toPublish.title, text, toPublish.link ?? ''].filter(Boolean).join('\n');
}

function CopyDetails({ copy, post }: { readonly copy: CopyView; readonly post: OwnPostView }): ReactNode {
  const { ownPosts: texts } = useWords();
  const { accountName, differences, settled, toPublish } = copy;
  if (toPublish === null && differences.length === 0) return null;
  const whole = wholeText(copy);
  return (
    <section aria-label={accountName}>
      <h3>{accountName}</h3>
      {differences.length === 0 ? null : <Differences differences={differences} />}
      {settled === null ? null : (
        <p>
          {texts.settling.by(settled.byName)}
          {settled.reason} <When at={settled.at} />
        </p>
      )}
      {differences.length > 0 && settled === null && copy.goneAt === null && post.acts.includes('settle') ? (
        <Settle copy={copy} post={post} />
      ) : null}
      {toPublish === null ? null : (
        <>
          <p>
            {texts.copies.toPublish} <CopyButton text={whole} />
          </p>
          <div className="copy-long">{whole}</div>
        </>
      )}
    </section>
  );
}

/** Says that what differs is settled, and how. */
function Settle({ copy, post }: { readonly copy: CopyView; readonly post: OwnPostView }): ReactNode {
  const { ownPosts: texts } = useWords();
  const settle = useSettleOwnPost();
  const [asking, setAsking] = useState(false);
  const { id, version } = post;
  const { accountId, accountName } = copy;
  return (
    <>
      <Button onClick={() => setAsking(true)}>{texts.settling.act}</Button>
      {asking ? (
        <Suspense fallback={null}>
          <ReasonDialog
            title={texts.settling.title(accountName)}
            consequence={texts.settling.consequence}
            button={texts.settling.act}
            pending={settle.isPending}
            failure={settle.error}
            onSubmit={(reason) =>
              settle.mutate({ id, version, accountId, reason }, { onSuccess: () => setAsking(false) })
            }
            onClose={() => setAsking(false)}
          />
        </Suspense>
      ) : null}
    </>
  );
}

/** What was passed and what is there, side by side. */
function Differences({ differences }: { readonly differences: readonly CopyDifferenceView[] }): ReactNode {
  const { ownPosts: texts } = useWords();
  const columns: readonly Column<CopyDifferenceView>[] = [
    { key: 'kind', title: texts.differences.title, place: 'lead', render: ({ kind }) => texts.difference[kind] },
    {
      key: 'passed',
      title: texts.differences.passed,
      className: 'cell-text',
      render: ({ expected }) => <strong>{expected ?? texts.differences.none}</strong>,
    },
    {
      key: 'found',
      title: texts.differences.found,
      className: 'cell-text',
      render: ({ found }) => <strong className="look-breached">{found ?? texts.differences.none}</strong>,
    },
    {
      key: 'around',
      title: texts.differences.around,
      className: 'cell-text',
      render: ({ excerpt }) => <span className="soft">{excerpt}</span>,
    },
  ];
  return (
    <DataTable
      label={texts.differences.title}
      columns={columns}
      items={differences}
      keyOf={({ kind, expected, found }) => [kind, expected, found].join(' ')}
    />
  );
}
