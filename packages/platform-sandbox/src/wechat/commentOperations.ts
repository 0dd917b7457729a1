import type { RawJson } from '../wire/rawJson';
import type { Actor } from '../world/actor';
import { SECOND_MS } from '../world/civilTime';
import { hashText } from '../world/seededDraw';
import type { StandingPost } from '../world/timeline';
import type { World } from '../world/world';
import { readMid } from './articleForm';
import { openComments } from './comments';
import type { Comment } from './comments';
import { readJsonBody } from './jsonBody';
import type { Call, Operation } from './operation';
import { WechatFailure } from './wechatFailure';

const OK = { errcode: 0, errmsg: 'ok' } as const;
/** 50 is refused although the message speaks of it. */
const MOST_COMMENTS = 49;
const LONGEST_REPLY = 600;
/** Some accounts never got 留言. */
const WITHOUT_COMMENTS_PERIOD = 9;

interface Place {
  readonly actor: Actor;
  readonly post: StandingPost;
  readonly body: Readonly<Record<string, unknown>>;
}

/** 留言 (comment), by path. Articles are named by msg_data_id and an index from 0. */
export function createCommentOperations(world: World): readonly (readonly [string, Operation])[] {
  const comments = openComments(world);
  const operation = (run: (place: Place) => RawJson): Operation => ({
    dailyCalls: 1000,
    needsPublishRight: false,
    run: (call) => run(locate(world, call)),
  });
  const findComment = ({ actor, post, body }: Place): Comment => {
    const found = comments.list(actor, post).find((comment) => comment.id === Number(body['user_comment_id']));
    if (found === undefined) throw new WechatFailure(88008);
    return found;
  };
  const changing = (change: (comment: Comment, place: Place) => Parameters<typeof comments.change>[1]): Operation =>
    operation((place) => {
      const comment = findComment(place);
      comments.change({ actor: place.actor, post: place.post, id: comment.id }, change(comment, place));
      return OK;
    });

  return [
    [
      '/cgi-bin/comment/open',
      operation(({ actor, post }) => {
        comments.setOpen(actor, post, true);
        return OK;
      }),
    ],
    [
      '/cgi-bin/comment/close',
      operation(({ actor, post }) => {
        comments.setOpen(actor, post, false);
        return OK;
      }),
    ],
    [
      '/cgi-bin/comment/list',
      operation(({ actor, post, body }) => {
        const [begin, count, type] = [Number(body['begin'] ?? 0), Number(body['count']), Number(body['type'] ?? 0)];
        if (!Number.isInteger(count) || count < 1 || count > MOST_COMMENTS) throw new WechatFailure(88010);
        const all = comments.list(actor, post).filter((comment) => type === 0 || comment.isElected === (type === 2));
        return {
          ...OK,
          total: all.length,
          comment: all.slice(begin, begin + count).map((comment) => writeComment(actor, comment)),
        };
      }),
    ],
    ['/cgi-bin/comment/markelect', changing(() => ({ elected: true }))],
    ['/cgi-bin/comment/unmarkelect', changing(() => ({ elected: false }))],
    ['/cgi-bin/comment/delete', changing(() => ({ deleted: true }))],
    [
      '/cgi-bin/comment/reply/add',
      changing((comment, { body }) => {
        const content = typeof body['content'] === 'string' ? body['content'] : '';
        if (comment.reply !== null) throw new WechatFailure(88005);
        if (content === '' || content.length > LONGEST_REPLY) throw new WechatFailure(88007);
        return { reply: content };
      }),
    ],
    [
      '/cgi-bin/comment/reply/delete',
      changing((comment) => {
        if (comment.reply === null) throw new WechatFailure(88009);
        return { reply: null };
      }),
    ],
  ];
}

function locate(world: World, { exchange, actor }: Call): Place {
  const body = readJsonBody(exchange);
  if (actor.index % WITHOUT_COMMENTS_PERIOD === 4) throw new WechatFailure(88000);
  const index = Number(body['index'] ?? 0);
  const serial = readMid(String(body['msg_data_id'] ?? ''), index + 1);
  const found = serial === null ? null : world.posts.find(actor, serial, world.now());
  if (found === null || found.isWithdrawn || found.post.idx !== index + 1) throw new WechatFailure(88001);
  return { actor, post: found.post, body };
}

function writeComment(actor: Actor, comment: Comment): RawJson {
  return {
    user_comment_id: comment.id,
    openid: `o${hashText(`${actor.biz}/${comment.id}`).toString(36)}`,
    create_time: Math.floor(comment.at.getTime() / SECOND_MS),
    content: comment.text,
    comment_type: comment.isElected ? 1 : 0,
    ...(comment.reply === null
      ? {}
      : { reply: { content: comment.reply.text, create_time: Math.floor(comment.reply.at.getTime() / SECOND_MS) } }),
  };
}
