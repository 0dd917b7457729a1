import { useMemo, type ReactNode } from 'react';
import type { PostView } from '../../../api/accounts';
import type { Column } from '../../components/dataTable';
import { OutsideLink } from '../../components/links';
import { useListAddress } from '../../components/listAddress';
import { PagedList } from '../../components/pagedList';
import { Status } from '../../components/status';
import { Published, When } from '../../components/when';
import { usePosts } from '../../data/queries';
import { useWords } from '../../words/words';

const EXCERPT_LENGTH = 80;

/** A microblog has no title: its first words stand for one. */
function headingOf(post: PostView): string {
  if (post.title !== '') return post.title;
  return post.text.length > EXCERPT_LENGTH ? `${post.text.slice(0, EXCERPT_LENGTH)}…` : post.text;
}

/** What became of it after it was public: gone from the list, or changed, with what it said before. */
function Afterwards({ post }: { readonly post: PostView }): ReactNode {
  const { posts: texts } = useWords().accounts;
  const { earlier, missingSinceAt } = post;
  return (
    <>
      {missingSinceAt === null ? null : (
        <div className="soft">
          {texts.gone} <When at={missingSinceAt} />
        </div>
      )}
      {earlier.length === 0 ? null : (
        <details>
          <summary>{texts.changed(earlier.length)}</summary>
          {earlier.map(({ title, text, untilAt, isUnclear }) => (
            <div key={untilAt}>
              <span className="soft">
                {texts.saidUntil} <When at={untilAt} />
                {isUnclear ? texts.unclear : ''}
              </span>
              <div>{title}</div>
              <div>{text}</div>
            </div>
          ))}
        </details>
      )}
    </>
  );
}

export function PostsList({ accountId }: { readonly accountId: string }): ReactNode {
  const {
    accounts: { posts: texts },
    codes,
    common,
  } = useWords();
  const address = useListAddress([]);
  const read = usePosts(accountId, { cursor: address.cursor });
  const columns = useMemo<readonly Column<PostView>[]>(
    () => [
      {
        key: 'title',
        title: texts.title,
        place: 'lead',
        className: 'cell-text',
        render: (post) => (
          <>
            <OutsideLink href={post.url}>{headingOf(post) || texts.untitled}</OutsideLink>
            <Afterwards post={post} />
          </>
        ),
      },
      {
        key: 'published',
        title: texts.published,
        align: 'right',
        render: (post) => <Published published={post.published} />,
      },
      { key: 'firstSeen', title: texts.firstSeen, align: 'right', render: (post) => <When at={post.firstSeenAt} /> },
      {
        key: 'standing',
        title: texts.standing,
        render: (post) => (
          <Status quiet look={post.standing === 'counted' ? 'fine' : 'warned'} word={codes.standing[post.standing]} />
        ),
      },
    ],
    [texts, codes],
  );
  return (
    <PagedList
      read={read}
      what={common.pageNames.posts}
      label={common.pageNames.posts}
      columns={columns}
      keyOf={(post) => post.id}
      empty={texts.none}
      address={address}
    />
  );
}
