import type { TrainingGround } from '../../ports/training';
import { FAULT_KINDS } from '@gov-matrix/platform-sandbox';
import type { Sandbox } from '@gov-matrix/platform-sandbox';

/** The sandbox's switches as the training ground that services know. */
export function createTrainingGround({ control }: Sandbox): TrainingGround {
  const titles = new Map(control.targets().map(({ target, title }) => [target, title]));
  return {
    kinds: () => FAULT_KINDS.map(({ name, title, does }) => ({ name, title, effect: does })),
    targets: () =>
      control.targets().map(({ target, title, kind, possible }) => ({ target, title, kind, faults: possible })),
    active: () =>
      control.faults().map(({ target, fault, since, untilAt }) => ({
        target,
        title: titles.get(target) ?? target,
        fault,
        since,
        until: untilAt,
      })),
    set: (target, fault, until) => {
      const known = FAULT_KINDS.find(({ name }) => name === fault);
      control.setFault(target, known?.name ?? null, until === null ? {} : { untilAt: until });
    },
    publishPolicy: (title) => {
      // Numbered, because a title that stands twice would be one policy in two places.
      const number = control.publicPolicies().length + 1;
      const {
        title: published,
        documentNumber,
        url,
      } = control.publishPolicy({ title: title ?? `国务院办公厅关于做好第${number}次政策转发演练的通知` });
      return { title: published, docNumber: documentNumber, url };
    },
  };
}
