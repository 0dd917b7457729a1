import { Refusal } from '../../domain/errors';
import { makeEvent } from '../../domain/alerts/events';
import type { Principal } from '../../domain/people/role';
import type { ActiveFault, FaultKind, FaultTarget } from '../../domain/training/fault';
import { MINUTE_MS } from '../../domain/time/instant';
import type { TrainingGround } from '../../ports/training';
import { personActor } from '../actors';
import { demand, invalidInput } from '../refuse';
import type { ServiceDeps } from '../settings';

/**
 * What an operator does to the simulated platforms. Everything is refused as `not-found` where no simulation runs in
 * this process.
 */
export interface TrainingServices {
  /** Targets whose title holds `q`, platforms first, at most `limit`; and every fault that is on. */
  panel(
    query: { readonly q: string; readonly limit: number },
    principal: Principal,
  ): {
    readonly kinds: readonly FaultKind[];
    readonly targets: readonly FaultTarget[];
    readonly total: number;
    readonly active: readonly ActiveFault[];
  };
  /**
   * Switches a fault on (null: off), for `forMinutes` or until somebody ends it. Recorded in the ledger: a later reader
   * must know why looks failed.
   */
  setFault(
    change: { readonly target: string; readonly fault: string | null; readonly forMinutes: number | null },
    principal: Principal,
  ): Promise<void>;
  publishPolicy(
    title: string | null,
    principal: Principal,
  ): Promise<{ readonly title: string; readonly docNumber: string; readonly url: string }>;
}

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
      null,
    );
    await storage.ledger.append([event]);
  };

  return {
    panel: ({ q, limit }, principal) => {
      const all = ground(principal);
      const wanted = all.targets().filter(({ title, target }) => q === '' || title.includes(q) || target.includes(q));
      const sorted = [
        ...wanted.filter(({ kind }) => kind === 'platform'),
        ...wanted.filter(({ kind }) => kind === 'account'),
      ];
      return { kinds: all.kinds(), targets: sorted.slice(0, limit), total: wanted.length, active: all.active() };
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
    publishPolicy: async (title, principal) => {
      const published = ground(principal).publishPolicy(title);
      await record(principal, { target: 'govcn', from: null, to: published.docNumber, reason: 'policy-published' });
      return published;
    },
  };
}
