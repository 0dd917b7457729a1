import type { ObligationId, PublishJobId } from '../../../domain/ids';
import type { Principal } from '../../../domain/people/role';
import type { Obligation } from '../../../domain/mandates/mandate';
import { personActor } from '../../actors';
import type { MandateServices } from '../contract';
import { conflict, demand, notFound, writtenReason } from '../../refuse';
import type { ServiceDeps } from '../../settings';
import type { StepObligation } from './stepObligation';

/**
 * What people do with a single obligation. Each throws `Refusal`: `forbidden`, `not-found`, `conflict` or
 * `invalid-input`.
 */
export function createHandleObligation(
  deps: ServiceDeps,
  stepObligation: StepObligation,
): Pick<MandateServices, 'exempt' | 'confirmManual' | 'takeManual' | 'releaseManual' | 'retryJob'> {
  const { storage, clock } = deps;
  const inScope = async (id: ObligationId, principal: Principal): Promise<Obligation> => {
    const obligation = await storage.obligations.byId(id, principal.unitId);
    if (obligation === null) throw notFound('转载任务');
    return obligation;
  };
  return {
    exempt: async (id, reason, principal) => {
      const now = clock.now();
      demand('obligation.exempt', principal);
      const note = writtenReason(reason, '请写明不适用的理由。');
      await inScope(id, principal);
      const step = await stepObligation(id, 'exempt', { actor: personActor(principal), now, note });
      if ('refused' in step) throw conflict('这一转载任务当前不能免除：可能正在发布，或已经办结。');
    },
    confirmManual: async (id, principal) => {
      const now = clock.now();
      demand('obligation.confirm-manual', principal);
      const obligation = await inScope(id, principal);
      if (obligation.state !== 'manual') throw conflict('这一转载任务不在待人工状态。');
      // Whoever says that it is out has taken it: the machine must not publish it as well.
      const taken = { by: principal.personId, name: principal.name, at: now };
      if ((obligation.taken ?? null) === null)
        await stepObligation(id, 'take', { actor: personActor(principal), now, taken });
      const columns = obligation.siteId === null ? [] : await storage.accounts.ofSites([obligation.siteId]);
      const seen = columns.map(({ account }) => account.id);
      await storage.accounts.expediteLooks([...new Set([obligation.accountId, ...seen])], now);
      return { dueAt: now };
    },
    takeManual: async (id, principal) => {
      const now = clock.now();
      demand('obligation.confirm-manual', principal);
      await inScope(id, principal);
      const taken = { by: principal.personId, name: principal.name, at: now };
      const step = await stepObligation(id, 'take', { actor: personActor(principal), now, taken });
      if ('refused' in step)
        throw conflict(step.refused === 'taken' ? '已有同事承办这一任务。' : '这一转载任务不在待人工状态。');
    },
    releaseManual: async (id, principal) => {
      const now = clock.now();
      demand('obligation.confirm-manual', principal);
      const { taken } = await inScope(id, principal);
      if (taken !== undefined && taken !== null && taken.by !== principal.personId) demand('job.retry', principal);
      const step = await stepObligation(id, 'release', { actor: personActor(principal), now });
      if ('refused' in step) throw conflict('这一任务没有人承办。');
    },
    retryJob: async (jobId: PublishJobId, principal) => {
      const now = clock.now();
      demand('job.retry', principal);
      const job = await storage.publishJobs.byId(jobId);
      const { subject = null } = job ?? {};
      const obligation =
        subject?.kind === 'repost' ? await storage.obligations.byId(subject.obligationId, principal.unitId) : null;
      if (job === null || obligation === null) throw notFound('发布作业');
      if (job.state !== 'failed') throw conflict('只有失败的发布作业可以重试。');
      // Queueing does the rest: it looks at the account first, and the job asks after an earlier call before it
      // publishes.
      const step = await stepObligation(obligation.id, 'back-to-ready', { actor: personActor(principal), now });
      if ('refused' in step && obligation.state !== 'ready') throw conflict('这一转载任务不在待人工状态。');
    },
  };
}
