import { createHash } from 'node:crypto';
import type { SandboxFaultName } from '../faultKinds';
import type { Actor } from '../world/actor';
import { civilDate, DAY_MS, MINUTE_MS, SECOND_MS } from '../world/civilTime';
import type { JournalEntry } from '../world/journal';
import type { StandingPost } from '../world/timeline';
import type { World } from '../world/world';
import { msgDataIdOf } from './articleForm';
import type { Drafts } from './drafts';
import { WechatFailure } from './wechatFailure';

export type MassStatus = 'SENDING' | 'SEND_SUCCESS' | 'SEND_FAIL' | 'DELETE';

export interface MassJob {
  readonly msgId: number;
  readonly msgDataId: number;
  readonly readyMs: number;
  /** What the event says when it ends. */
  readonly endsAs: string;
  readonly posts: readonly StandingPost[];
}

export interface MassSending {
  /** Takes a draft for 群发 to all followers. Throws 40007, 45028, 45065, 45066, 45067. */
  send(
    actor: Actor,
    order: { mediaId: string; clientMsgId: string | null },
    strikes: (name: SandboxFaultName) => boolean,
  ): MassJob;
  statusOf(actor: Actor, msgId: string): MassStatus;
  /** Takes the articles of a job down. */
  remove(actor: Actor, msgId: string): void;
  /** Sent out by hand on the platform's page: counts against the same allowance. */
  sendByHand(
    actor: Actor,
    post: { title: string; text: string; sourceUrl: string | null; sourceName: string },
  ): StandingPost;
  leftOf(actor: Actor): number;
  clearSentDrafts(actor: Actor): void;
}

interface MassEntry extends JournalEntry {
  readonly kind: 'wechat-mass';
  readonly accountKey: string;
  readonly mediaId: string;
  readonly clientMsgId: string;
  readonly readyMs: number;
  readonly endsAs: string;
  readonly serials: readonly number[];
}
type Numbered = MassEntry & { readonly number: number };

const DELAY_MS = 5 * SECOND_MS;
const LATE_DELAY_MS = 90 * SECOND_MS;
const FIRST_MSG_ID = 1_000_030_000;
const LONGEST_CLIENT_ID_BYTES = 64;
/** What review says when it refuses: 涉嫌社会. */
const REFUSED = 'err(20004)';

/** 群发 jobs. `clientmsgid` never makes two; where none is given, the content stands in for it. */
export function openMassSending(world: World, drafts: Drafts): MassSending {
  const { journal, posts, now, limits } = world;
  const byAccount = new Map<string, Numbered[]>();
  const lastTryMs = new Map<string, number>();
  const keep = (entry: Numbered): void => {
    byAccount.set(entry.accountKey, [...(byAccount.get(entry.accountKey) ?? []), entry]);
  };
  for (const entry of journal.read<MassEntry>('wechat-mass')) keep(entry);
  const entriesOf = (actor: Actor): readonly Numbered[] => byAccount.get(actor.account.key) ?? [];
  const postsOf = (actor: Actor, entry: Numbered): { post: StandingPost; isWithdrawn: boolean }[] =>
    entry.serials.flatMap((serial) => {
      const found = posts.find(actor, serial, new Date(Math.max(now().getTime(), entry.readyMs)));
      return found === null ? [] : [found];
    });
  const describe = (actor: Actor, entry: Numbered): MassJob => {
    const found = postsOf(actor, entry).map(({ post }) => post);
    const first = found[0];
    const msgId = FIRST_MSG_ID + entry.number;
    return {
      msgId,
      msgDataId: first === undefined ? msgId : msgDataIdOf(first),
      readyMs: entry.readyMs,
      endsAs: entry.endsAs,
      posts: found,
    };
  };
  const find = (actor: Actor, msgId: string): Numbered => {
    const entry = entriesOf(actor).find((candidate) => String(FIRST_MSG_ID + candidate.number) === msgId);
    if (entry === undefined) throw new WechatFailure(40097);
    return entry;
  };
  /** Jobs on their way and sends by hand count as well. */
  const leftOf = (actor: Actor): number => {
    const at = now();
    const isMonthly = actor.accountType === 'service';
    const period = (instant: Date): string => civilDate(instant).slice(0, isMonthly ? 7 : 10);
    const used = posts
      .list(actor, new Date(at.getTime() + DAY_MS / 24))
      .filter((post) => post.massSent && post.origin !== 'timeline' && period(post.at) === period(at)).length;
    const byHand = posts
      .list(actor, at)
      .some((post) => post.massSent && post.origin === 'timeline' && civilDate(post.at) === civilDate(at))
      ? 1
      : 0;
    return (isMonthly ? limits.wechatMassSendsAMonth : limits.wechatMassSendsADay) - used - byHand;
  };
  const refuseRepeated = (actor: Actor, clientMsgId: string): void => {
    const known = entriesOf(actor).find((entry) => entry.clientMsgId === clientMsgId);
    if (known === undefined) return;
    const tryKey = `${actor.account.key}/${clientMsgId}`;
    const lastMs = lastTryMs.get(tryKey) ?? known.atMs;
    lastTryMs.set(tryKey, now().getTime());
    if (now().getTime() - lastMs < MINUTE_MS) throw new WechatFailure(45066);
    const job = describe(actor, known);
    throw new WechatFailure(45065, undefined, { msg_id: job.msgId, msg_data_id: job.msgDataId });
  };

  return {
    send(actor, { mediaId, clientMsgId }, strikes) {
      if (clientMsgId !== null && Buffer.byteLength(clientMsgId, 'utf8') > LONGEST_CLIENT_ID_BYTES)
        throw new WechatFailure(45067);
      if (clientMsgId !== null) refuseRepeated(actor, clientMsgId);
      const draft = drafts.find(actor, mediaId);
      if (draft === null) throw new WechatFailure(40007);
      const key = clientMsgId ?? createHash('md5').update(JSON.stringify(draft.articles)).digest('hex');
      if (clientMsgId === null) refuseRepeated(actor, key);
      if (leftOf(actor) < 1) throw new WechatFailure(45028);
      const at = now();
      const readyMs = at.getTime() + (strikes('accepted-then-delayed') ? LATE_DELAY_MS : DELAY_MS);
      const isRefused = strikes('content-refused');
      const serials = isRefused
        ? []
        : draft.articles.map(
            (article, i) =>
              posts.add(
                actor,
                {
                  idx: i + 1,
                  title: article.title,
                  text: article.content,
                  sourceUrl: article.contentSourceUrl === '' ? null : article.contentSourceUrl,
                  sourceName: article.author === '' ? null : article.author,
                  origin: 'api',
                  massSent: true,
                  visibleAt: new Date(readyMs),
                },
                at,
              ).serial,
          );
      const entry: MassEntry = {
        kind: 'wechat-mass',
        accountKey: actor.account.key,
        mediaId,
        clientMsgId: key,
        readyMs,
        endsAs: isRefused ? REFUSED : 'send success',
        serials,
        atMs: at.getTime(),
      };
      const numbered = { ...entry, number: journal.append(entry) };
      keep(numbered);
      return describe(actor, numbered);
    },
    statusOf(actor, msgId) {
      const entry = find(actor, msgId);
      if (entry.readyMs > now().getTime()) return 'SENDING';
      if (entry.endsAs !== 'send success') return 'SEND_FAIL';
      return postsOf(actor, entry).every(({ isWithdrawn }) => isWithdrawn) ? 'DELETE' : 'SEND_SUCCESS';
    },
    remove(actor, msgId) {
      for (const serial of find(actor, msgId).serials) posts.withdraw(actor, serial, now());
    },
    sendByHand: (actor, post) =>
      posts.add(actor, { ...post, origin: 'by-hand', massSent: true, visibleAt: now() }, now()),
    leftOf,
    clearSentDrafts(actor) {
      for (const entry of entriesOf(actor)) {
        if (entry.endsAs === 'send success' && entry.readyMs <= now().getTime()) drafts.remove(actor, entry.mediaId);
      }
    },
  };
}
