import { isOpen } from '../../../domain/accounts/unit';
import { interactionEvent } from '../../../domain/alerts/events';
import { publishedOf, type Interaction } from '../../../domain/duties/interaction';
import { rate } from '../../../domain/duties/interactionTable';
import { maskPersonalData } from '../../../domain/privacy/maskPersonalData';
import { civilDateOf, startOfCivilDate } from '../../../domain/time/civil';
import { isWritten } from '../../../domain/writtenText';
import { Refusal } from '../../../domain/errors';
import { deadlineText } from '../../../wording/civilMoment';
import { systemActor } from '../../actors';
import { conflict, invalidInput, notFound } from '../../refuse';
import type { ServiceDeps } from '../../settings';
import { iso } from '../../toView/isoInstant';
import { createUnitNames } from '../../unitNames';
import { interactionRefusal } from './answering';
import type { InteractionServices } from './contract';
import { storeMessage } from './receiving';

const ACTOR = systemActor('public-form');

type PublicDesk = Pick<InteractionServices, 'form' | 'receivePublic' | 'standing' | 'rate' | 'published'>;

/**
 * What anybody can do without signing in. Nobody is asked who they are: whoever writes gets a code, of which we keep
 * the hash, and asks by it. How many are taken a day is bounded.
 */
export function createPublicDesk(deps: ServiceDeps): PublicDesk {
  const { storage, ids, clock, hasher, settings } = deps;
  const unitNames = createUnitNames(deps);
  const { publicForm } = settings.duties;
  const demandOpen = (): void => {
    if (!publicForm.isOpen) throw notFound('这个页面');
  };
  const byCode = async (code: string): Promise<Interaction> => {
    demandOpen();
    const found = await storage.interactions.ofCode(hasher.sha256(code.trim()));
    if (found === null)
      throw new Refusal('not-found', '没有找到这个查询码。', {
        remedy: '请核对提交留言时给出的查询码。',
        field: 'code',
      });
    return found;
  };
  return {
    form: async () => {
      demandOpen();
      const { units } = await unitNames(clock.now());
      return { units: units.filter(isOpen).map(({ id, name }) => ({ id, name })) };
    },
    receivePublic: async ({ unitId, kind, title, text }) => {
      demandOpen();
      if (!isWritten(title)) throw invalidInput('title', '请填写标题。', '标题请用一句话概括。');
      if (!isWritten(text)) throw invalidInput('text', '请填写内容。', '请写明要反映的事情。');
      const unit = await storage.units.byId(unitId, null);
      if (unit === null || !isOpen(unit)) throw invalidInput('unitId', '没有这个单位。', '请从列出的单位中选择。');
      const now = clock.now();
      const today = startOfCivilDate(civilDateOf(now));
      if ((await storage.interactions.countSince('public-form', today, publicForm.mostADay)) >= publicForm.mostADay)
        throw new Refusal('too-many-requests', '今天的留言已达上限。', {
          remedy: '请明天再提交，或拨打单位公开的电话。',
        });
      const code = ids.secret();
      const message = { title, text, kind, authorName: null, link: null, source: 'public-form' } as const;
      await storeMessage(
        deps,
        { ...message, sourceId: ids.id<string>() },
        { unit, receivedAt: now, codeHash: hasher.sha256(code), actor: ACTOR, by: null },
      );
      return { code };
    },
    standing: async (code) => {
      const found = await byCode(code);
      const duty = await storage.duties.byId(found.dutyId, null);
      const { nameOf } = await unitNames(clock.now());
      return {
        ...{ title: found.title, state: found.state },
        unitName: nameOf(duty?.unitId ?? found.firstUnitId),
        dueBy: duty === null ? '' : deadlineText(iso(duty.dueBy)),
        answer: found.state === 'answered' && found.answer !== null ? maskPersonalData(found.answer.text) : null,
        canRate: found.state === 'answered' && found.satisfaction === null,
      };
    },
    rate: async (code, { grade, words }) => {
      const before = await byCode(code);
      const now = clock.now();
      const said = { grade, words: isWritten(words) ? maskPersonalData(words.trim()) : null };
      const move = rate(before, said, now);
      if ('refused' in move) throw interactionRefusal(move.refused);
      const { interaction } = move;
      const event = interactionEvent({ eventId: ids.eventId(), actor: ACTOR, now, before, interaction });
      if (!(await storage.interactions.move(before, interaction, event))) throw conflict('这条留言刚被更新。');
    },
    published: async (page) => {
      demandOpen();
      const { items, nextCursor } = await storage.interactions.published(page);
      const duties = new Map<string, string>();
      for (const { dutyId, firstUnitId } of items)
        duties.set(dutyId, (await storage.duties.byId(dutyId, null))?.unitId ?? firstUnitId);
      const { nameOf } = await unitNames(clock.now());
      return {
        items: items.flatMap((one) => {
          const shown = publishedOf(one);
          if (shown === null || one.answeredAt === null) return [];
          const unitName = nameOf((duties.get(one.dutyId) ?? one.firstUnitId) as typeof one.firstUnitId);
          return [{ ...shown, unitName, answeredAt: iso(one.answeredAt) }];
        }),
        nextCursor,
      };
    },
  };
}
