import type { DigestPlanView, LetterView } from '../../api/letters';
import type { DigestPlanId } from '../../domain/ids';
import { recipientName } from '../../domain/letters/calledByOne';
import type { DigestOutcome } from '../../domain/letters/digest';
import type { DigestPlan } from '../../domain/letters/digestPlan';
import type { Letter } from '../../domain/letters/letter';
import { civilDateOf } from '../../domain/time/civil';
import type { MessageText } from '../../ports/notifier';
import { demandOffice, notifyEvent } from '../notifyEvent';
import { conflict, invalidInput, notFound } from '../refuse';
import type { ServiceDeps } from '../settings';
import { iso, isoOrNull } from '../toView/isoInstant';
import type { DigestDraft, LetterServices } from './contract';
import { createDigestOf, recipientsOf, type DigestRecipient } from './makeDigests';

type DigestServices = Pick<
  LetterServices,
  'digests' | 'addDigest' | 'changeDigest' | 'removeDigest' | 'previewDigest' | 'digestLetters'
>;

/** Recipients shown in a preview. */
const SHOWN = 50;

export function createManageDigests(deps: ServiceDeps): DigestServices {
  const { storage, ids, clock } = deps;
  const found = async (id: DigestPlanId): Promise<DigestPlan> => {
    const plan = await storage.digestPlans.byId(id);
    if (plan === null) throw notFound('摘要计划');
    return plan;
  };
  const demandRelated = async ({ channelId, unitId, audience }: DigestDraft): Promise<void> => {
    if ((await storage.notifyChannels.byId(channelId)) === null) throw notFound('通知渠道', 'channelId');
    if (unitId !== null && (await storage.units.byId(unitId, null)) === null) throw notFound('单位', 'unitId');
    if ('rosterId' in audience && (await storage.dutyRosters.byId(audience.rosterId)) === null)
      throw notFound('值班表', 'audience.rosterId');
    if (audience.kind === 'unit' && unitId === null)
      throw invalidInput('unitId', '按单位选人的摘要须指定单位。', '请选择单位，或改选其他告知对象。');
    if (audience.kind !== 'people') return;
    for (const id of audience.personIds)
      if ((await storage.people.byId(id)) === null) throw notFound('人员', 'audience.personIds');
  };
  return {
    digests: async (principal) => {
      demandOffice('notify.manage', principal);
      return (await storage.digestPlans.list()).map(planView);
    },
    addDigest: async (draft, principal) => {
      demandOffice('notify.manage', principal);
      await demandRelated(draft);
      const plan: DigestPlan = { ...draft, id: ids.id<DigestPlanId>(), sinceAt: clock.now(), version: 1 };
      const { id, name } = plan;
      await storage.digestPlans.insert(
        plan,
        notifyEvent(deps, principal, { of: 'digest', id, to: 'added', reason: name }),
      );
      return planView(plan);
    },
    changeDigest: async ({ id, version }, draft, principal) => {
      demandOffice('notify.manage', principal);
      const before = await found(id);
      await demandRelated(draft);
      const isOtherTime = before.atMinute !== draft.atMinute || before.disabled;
      const plan: DigestPlan = { ...draft, id, version, sinceAt: isOtherTime ? clock.now() : before.sinceAt };
      const event = notifyEvent(deps, principal, { of: 'digest', id, to: 'changed', reason: draft.name });
      if (!(await storage.digestPlans.change(plan, event))) throw conflict('该摘要计划已被他人改动。');
      return planView({ ...plan, version: version + 1 });
    },
    removeDigest: async ({ id, version }, principal) => {
      demandOffice('notify.manage', principal);
      const { name } = await found(id);
      const event = notifyEvent(deps, principal, { of: 'digest', id, to: 'removed', reason: name });
      if (!(await storage.digestPlans.remove(id, version, event))) throw conflict('该摘要计划已被他人改动。');
    },
    previewDigest: async (draft, principal) => {
      demandOffice('notify.manage', principal);
      await demandRelated(draft);
      const now = clock.now();
      const recipients = await recipientsOf(deps, draft, now);
      const digestOf = createDigestOf(deps, draft.kind, { on: civilDateOf(now), now });
      const shown = [];
      for (const one of recipients.slice(0, SHOWN)) {
        const { channel, sight } = one;
        const text = sight === null ? null : ((await digestOf(sight, channel.language))?.text ?? null);
        shown.push({
          recipient: recipientName(one),
          outcome: outcomeOf(one, text),
          title: text?.title ?? null,
          lines: (text?.lines ?? []).map((line) => line.text),
        });
      }
      return { recipients: shown, more: Math.max(0, recipients.length - SHOWN) };
    },
    digestLetters: async (id, page, principal) => {
      demandOffice('notify.manage', principal);
      const channels = new Map((await storage.notifyChannels.list()).map((one) => [one.id as string, one.name]));
      const { items, nextCursor } = await storage.letters.ofPlan(id, page);
      const views = items.map((letter): LetterView => {
        const { title } = (JSON.parse(letter.content) as MessageText | null) ?? { title: null };
        return { ...letterView(letter, channels), on: letter.on, title };
      });
      return { items: views, nextCursor, asOf: iso(clock.now()) };
    },
  };
}

function outcomeOf({ channel, person, sight, isReachable }: DigestRecipient, text: MessageText | null): DigestOutcome {
  if (person?.disabled === true) return 'shut-out';
  if (channel.disabled) return 'channel-disabled';
  if (!isReachable) return 'no-address';
  if (sight === null) return 'out-of-scope';
  return text === null ? 'nothing-to-say' : 'sends';
}

/** What became of a letter. `channels`: their names. */
export function letterView(
  { id, recipient, channelId, state, reason, queuedAt, settledAt }: Letter,
  channels: ReadonlyMap<string, string>,
): Omit<LetterView, 'title' | 'on'> {
  const channelName = channels.get(channelId) ?? '—';
  return { id, recipient, channelName, state, reason, queuedAt: iso(queuedAt), settledAt: isoOrNull(settledAt) };
}

function planView(plan: DigestPlan): DigestPlanView {
  const { id, name, kind, channelId, audience, unitId, atMinute, disabled, version } = plan;
  return { id, name, kind, channelId, audience, unitId, atMinute, disabled, version };
}
