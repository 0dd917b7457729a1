import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { CopyDifferenceView, CopyView } from '../../../api/ownPosts';
import { CopyButton } from '../../components/copyButton';
import { DataTable, type Column } from '../../components/dataTable';
import { EmptyNote } from '../../components/emptyNote';
import { isWebAddress, OutsideLink } from '../../components/links';
import { Panel } from '../../components/panel';
import { Status } from '../../components/status';
import { When } from '../../components/when';
import { paths } from '../../data/paths';
import { useWords, wordOf } from '../../words/words';
import { plainText } from '../obligations/plainText';
import { COPY_LOOKS } from './looks';

/** Their pages are read when they are found, and not again. */
const READ_ONCE: ReadonlySet<CopyView['platform']> = new Set(['portal']);

/** Where the item stands on each channel, and what is said there otherwise than what was passed. */
export function CopiesPanel({ copies }: { readonly copies: readonly CopyView[] }): ReactNode {
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
      render: ({ url, platform, compared, seenAt, differences }) => (
        <span className="two-lines">
          {seenAt === null ? (
            <span className="soft">{texts.copies.notYet}</span>
          ) : differences.length > 0 ? (
            <Status look="breached" word={texts.differences.title} />
          ) : compared ? (
            <span>{texts.copies.same}</span>
          ) : (
            <Status look="unknown" word={texts.copies.unread} />
          )}
          {compared && READ_ONCE.has(platform) ? <span className="soft">{texts.copies.readOnce}</span> : null}
          {isWebAddress(url) ? <OutsideLink href={url}>{texts.copies.post}</OutsideLink> : null}
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
      {copies.map((copy) => (
        <CopyDetails key={copy.accountId} copy={copy} />
      ))}
    </Panel>
  );
}

/** All of it, to be pasted. The text for Weibo has the title and the link in it. */
function wholeText({ platform, toPublish }: CopyView): string {
  if (toPublish === null) return '';
  const text = plainText(toPublish.text);
  return platform === 'weibo' ? text : [toPublish.title, text, toPublish.link ?? ''].filter(Boolean).join('\n');
}

function CopyDetails({ copy }: { readonly copy: CopyView }): ReactNode {
  const { ownPosts: texts } = useWords();
  const { accountName, differences, toPublish } = copy;
  if (toPublish === null && differences.length === 0) return null;
  const whole = wholeText(copy);
  return (
    <section aria-label={accountName}>
      <h3>{accountName}</h3>
      {differences.length === 0 ? null : <Differences differences={differences} />}
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
