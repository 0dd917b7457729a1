import { Refusal } from '../../domain/errors';
import { makeEvent } from '../../domain/alerts/events';
import type { Principal } from '../../domain/people/role';
import { MINUTE_MS } from '../../domain/time/instant';
import type { TrainingGround } from '../../ports/training';
import { personActor } from '../actors';
import { demand, invalidInput } from '../refuse';
import type { ServiceDeps } from '../settings';
import type { TrainingServices } from './contract';

export function createTraining({ training, storage, clock, ids }: ServiceDeps): TrainingServices {
  const ground = (principal: Principal): TrainingGround => {
    demand('training.control', principal);
    if (training === undefined)
      throw new Refusal('not-found', '没有运行模拟平台。', {
        remedy: '演练只在演示模式（SANDBOX=on）下，且由运行模拟平台的进程提供。',
      });
    return training;
  };
  const record = async (
    principal: Principal,
    what: {
      readonly target: string;
      readonly from: string | null;
      readonly to: string | null;
      readonly reason: string;
    },
  ): Promise<void> => {
    const event = makeEvent(
      { eventId: ids.eventId(), actor: personActor(principal), now: clock.now() },
      {
        kind: 'training-changed',
        subject: `training:${what.target}`,
        from: what.from,
        to: what.to,
        reason: what.reason,
      },
    );
    await storage.ledger.append([event]);
  };

  return {
    panel: ({ q, limit }, principal) => {
      const all = ground(principal);
      const wanted = all.targets().filter(({ title, target }) => title.includes(q) || target.includes(q));
      const sorted = [
        ...wanted.filter(({ kind }) => kind === 'platform'),
        ...wanted.filter(({ kind }) => kind === 'account'),
      ];
      return {
        kinds: all.kinds(),
        targets: sorted.slice(0, limit),
        total: wanted.length,
        active: all.active(),
        issuers: all.issuers(),
      };
    },
    setFault: async ({ target, fault, forMinutes }, principal) => {
      const all = ground(principal);
      const found = all.targets().find((one) => one.target === target);
      if (found === undefined) throw invalidInput('target', `没有演练对象 ${target}。`, '请从演练页面的列表中选择。');
      if (fault !== null && !found.faults.includes(fault))
        throw invalidInput('fault', `“${found.title}”上没有这种故障。`, `可用的是：${found.faults.join('、')}。`);
      const before = all.active().find((one) => one.target === target)?.fault ?? null;
      all.set(
        target,
        fault,
        fault === null || forMinutes === null ? null : new Date(clock.now().getTime() + forMinutes * MINUTE_MS),
      );
      await record(principal, {
        target,
        from: before,
        to: fault,
        reason: fault === null ? 'fault-ended' : 'fault-set',
      });
    },
    publishPolicy: async (policy, principal) => {
      const all = ground(principal);
      if (policy.issuer !== null && !all.issuers().includes(policy.issuer))
        throw invalidInput('issuer', `没有发文机关“${policy.issuer}”。`, `可用的是：${all.issuers().join('、')}。`);
      const published = all.publishPolicy(policy);
      await record(principal, { target: 'govcn', from: null, to: published.docNumber, reason: 'policy-published' });
      return published;
    },
  };
}
