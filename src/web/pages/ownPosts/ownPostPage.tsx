import { Alert, Button } from 'antd';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { Link, useNavigate, useParams } from 'react-router-dom';
import type { OwnPostView } from '../../../api/ownPosts';
import { Failure } from '../../components/failure';
import { OutsideLink } from '../../components/links';
import { Facts } from '../../components/panel';
import { PageTitle } from '../../components/pageTitle';
import { Reading } from '../../components/reading';
import { Status } from '../../components/status';
import { When } from '../../components/when';
import { useOwnPost, useSubmitOwnPost, useWithdrawOwnPost } from '../../data/ownPosts';
import { paths } from '../../data/paths';
import { useWords } from '../../words/words';
import { CopiesPanel } from './copiesPanel';
import { POST_LOOKS } from './looks';
import { WrittenPost } from './writtenPost';

const ReasonDialog = lazy(() => import('../../components/reasonDialog'));

/** Where only its author can take it further. */
const EDITABLE: ReadonlySet<OwnPostView['state']> = new Set(['draft', 'in-review', 'returned', 'scheduled']);

/** One item: where it stands, what can be done, what it says on each channel, and what its copies say otherwise. */
export default function OwnPostPage(): ReactNode {
  const { id = '' } = useParams();
  const { ownPosts: texts } = useWords();
  return (
    <Reading read={useOwnPost(id)} what={texts.one} rows={8}>
      {(post) => <Body post={post} />}
    </Reading>
  );
}

function Body({ post }: { readonly post: OwnPostView }): ReactNode {
  const { ownPosts: texts } = useWords();
  const { title, state, link, copies, reviewId } = post;
  const facts: (readonly [string, ReactNode])[] = [
    [
      texts.facts.unit,
      <Link key="unit" to={paths.unit(post.unitId)}>
        {post.unitName}
      </Link>,
    ],
    [texts.facts.author, post.authorName],
    [texts.facts.schedule, <When key="schedule" at={post.scheduledFor} missing={texts.asSoon} />],
    [texts.facts.passed, <When key="passed" at={post.passedAt} missing={texts.notPassed} />],
  ];
  if (link !== null)
    facts.push([
      texts.facts.link,
      <OutsideLink key="link" href={link}>
        {link}
      </OutsideLink>,
    ]);
  if (reviewId !== null)
    facts.push([
      texts.review,
      <Link key="review" to={paths.review(reviewId)}>
        {texts.reviewLink}
      </Link>,
    ]);
  return (
    <>
      <div className="page-title">
        <PageTitle name={title} />
        <Acts post={post} />
      </div>
      <p>
        <Status look={POST_LOOKS[state]} word={texts.state[state]} />
      </p>
      {post.isAuthorDisabled && EDITABLE.has(state) ? <Alert type="warning" showIcon title={texts.stuck} /> : null}
      <Facts items={facts} />
      {copies.length === 0 ? null : <CopiesPanel post={post} />}
      <WrittenPost post={post} canBeHandedIn />
    </>
  );
}

/** What whoever looks can do with it now. */
function Acts({ post: { id, version, acts } }: { readonly post: OwnPostView }): ReactNode {
  const { ownPosts: texts, common } = useWords();
  const navigate = useNavigate();
  const submit = useSubmitOwnPost();
  const withdraw = useWithdrawOwnPost();
  const [withdrawing, setWithdrawing] = useState(false);
  return (
    <>
      <span className="row-actions">
        {acts.includes('edit') ? (
          <Button onClick={() => void navigate(paths.editOwnPost(id))}>{texts.edit}</Button>
        ) : null}
        {acts.includes('withdraw') ? <Button onClick={() => setWithdrawing(true)}>{texts.withdraw}</Button> : null}
        {acts.includes('submit') ? (
          <Button
            type="primary"
            title={texts.submitConsequence}
            loading={submit.isPending}
            onClick={() => submit.mutate({ id, version })}
          >
            {texts.submit}
          </Button>
        ) : null}
      </span>
      {submit.error === null ? null : (
        <Failure failure={submit.error} title={common.failure.actionTitle(texts.submit)} of="change" />
      )}
      {withdrawing ? (
        <Suspense fallback={null}>
          <ReasonDialog
            title={texts.withdrawOne}
            consequence={texts.withdrawConsequence}
            button={texts.withdraw}
            danger
            pending={withdraw.isPending}
            failure={withdraw.error}
            onSubmit={(reason) => withdraw.mutate({ id, reason }, { onSuccess: () => setWithdrawing(false) })}
            onClose={() => setWithdrawing(false)}
          />
        </Suspense>
      ) : null}
    </>
  );
}
