import { isOpen } from '../../domain/accounts/unit';
import { ownWordEvent } from '../../domain/alerts/events';
import { EXCUSABLE_KINDS, keyOfWords, MOST_EXCUSED_DAYS, type OwnWord } from '../../domain/content/ownWord';
import { Refusal } from '../../domain/errors';
import type { OwnWordId, PostId, UnitId } from '../../domain/ids';
import { may } from '../../domain/people/permissions';
import type { Action, Principal } from '../../domain/people/role';
import { maskPersonalData } from '../../domain/privacy/maskPersonalData';
import { addCivilDays, asCivilDate, civilDateOf } from '../../domain/time/civil';
import type { CivilDate, Instant } from '../../domain/time/instant';
import type { Unit } from '../../ports/storage';
import { personActor } from '../actors';
import { hitsOfPost, wordsOf } from '../contentExcuses';
import { conflict, invalidInput, notFound, writtenReason } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { PrepareOwnWords } from '../steps';
import type { OwnWordDraft } from './contract';

/** Whoever writes what is checked, or dismisses what was found. */
const PROPOSING: readonly Action[] = ['own-post.draft', 'submission.write', 'duty.write', 'finding.dismiss'];
/** A unit that excuses more than this has another rule, not exceptions to one. */
const MOST_OPEN = 300;
/** Of one finding. */
const MOST_AT_ONCE = 5;

export interface Proposing {
  propose(draft: OwnWordDraft, principal: Principal): Promise<OwnWord>;
  readonly prepare: PrepareOwnWords;
}

/** Proposals of words that a unit uses as they are. */
export function createProposing(deps: ServiceDeps): Proposing {
  const { storage, ids, clock, settings } = deps;
  const openUnit = async (id: UnitId, principal: Principal): Promise<Unit> => {
    const unit = await storage.units.byId(id, principal.unitId);
    if (unit === null) throw notFound('单位', 'unitId');
    if (!isOpen(unit)) throw invalidInput('unitId', `单位“${unit.name}”已关闭。`, '请选择在用的单位。');
    return unit;
  };
  const made = (draft: OwnWordDraft, of: { readonly unit: Unit; readonly principal: Principal }): OwnWord => {
    const { unit, principal } = of;
    const { ruleId, lastOn } = draft;
    const now = clock.now();
    const kind = settings.content.kindOf(ruleId);
    if (kind === null) throw invalidInput('ruleId', '没有这一检查规则。', '请从检查结果中提出。');
    if (!EXCUSABLE_KINDS.includes(kind))
      throw invalidInput(
        'ruleId',
        '这类问题不能列入本单位用语。',
        '不存在的日期、不成对的标点、数字和个人信息须改正。',
      );
    const words = draft.words.trim();
    const key = keyOfWords(words);
    if (Array.from(key).length < 2) throw invalidInput('words', '用语至少两个字。', '请填写检查标出的完整用语。');
    if (maskPersonalData(words) !== words || words.includes('*'))
      throw invalidInput('words', '用语含有个人信息。', '个人信息不能列入本单位用语。');
    demandDay(lastOn, now);
    const { personId, name } = principal;
    const reason = writtenReason(draft.reason);
    return {
      ...{ id: ids.id<OwnWordId>(), unitId: unit.id, unitPath: unit.path, ruleId, kind, words, key },
      ...{ state: 'proposed', lastOn, proposedBy: { id: personId, name }, proposedAt: now, isApplied: true },
      thread: [{ event: 'propose', by: personId, name, at: now, words: reason }],
      version: 1,
    };
  };
  const store = async (entry: OwnWord, principal: Principal): Promise<void> => {
    const context = { eventId: ids.eventId(), actor: personActor(principal), now: entry.proposedAt };
    await storage.ownWords.insert(entry, ownWordEvent({ ...context, before: null, entry }));
  };
  /** What the unit has of it already; throws where it can have no more. */
  const known = async (entries: readonly OwnWord[], unitId: UnitId): Promise<readonly OwnWord[]> => {
    const open = await storage.ownWords.openOf(unitId, civilDateOf(clock.now()), MOST_OPEN);
    if (open.length + entries.length > MOST_OPEN)
      throw conflict(`单位的用语已有 ${MOST_OPEN} 条。`, '请先撤销不再需要的用语。');
    // One in force may be proposed again for longer; one that waits for its decision may not.
    return entries.filter((entry) =>
      open.some(
        (one) =>
          one.ruleId === entry.ruleId &&
          one.key === entry.key &&
          (one.state === 'proposed' || one.lastOn >= entry.lastOn),
      ),
    );
  };
  return {
    propose: async (draft, principal) => {
      demandProposing(principal);
      const unit = await openUnit(draft.unitId, principal);
      const entry = made(draft, { unit, principal });
      if ((await known([entry], unit.id)).length > 0)
        throw conflict('这一用语已经提出或在用。', '请在“本单位用语”中查看。');
      await store(entry, principal);
      return entry;
    },
    prepare: async ({ finding, account }, { reason, lastOn }, principal) => {
      demandProposing(principal);
      const unit = await openUnit(account.unitId, principal);
      const [post] = await storage.posts.byIds([finding.subject as PostId]);
      const { text, hits } = post === undefined ? { text: '', hits: [] } : hitsOfPost(deps, post);
      const found = hits.filter(({ ruleId }) => ruleId === finding.ruleId).map((hit) => wordsOf(text, hit));
      const words = new Map(found.map((one) => [keyOfWords(one), one]));
      if (words.size === 0) throw conflict('原文已不在，不能从这一问题提出用语。', '请在“本单位用语”中另行提出。');
      const entries = [...words.values()]
        .slice(0, MOST_AT_ONCE)
        .map((one) =>
          made({ unitId: unit.id, ruleId: finding.ruleId, words: one, reason, lastOn }, { unit, principal }),
        );
      const there = await known(entries, unit.id);
      return async () => {
        for (const entry of entries) if (!there.includes(entry)) await store(entry, principal);
      };
    },
  };
}

function demandProposing(principal: Principal): void {
  if (!PROPOSING.some((action) => may(principal, action)))
    throw new Refusal('forbidden', '您的角色不能提出本单位用语。', { remedy: '请联系本单位的管理员。' });
}

function demandDay(lastOn: CivilDate, now: Instant): void {
  const today = civilDateOf(now);
  const last = addCivilDays(today, MOST_EXCUSED_DAYS);
  if (asCivilDate(lastOn) === null || lastOn < today || lastOn > last)
    throw invalidInput(
      'lastOn',
      '最后一日不是有效的日期，早于今天，或在一年以后。',
      `请填写 ${today} 至 ${last} 之间的日期。`,
    );
}
