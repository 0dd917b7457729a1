import { civilDateOf } from '../../domain/time/civil';
import type { TrainingGround } from '../../ports/training';
import { FAULT_KINDS } from '@gov-matrix/platform-sandbox';
import type { Sandbox } from '@gov-matrix/platform-sandbox';

/** Who publishes in a training, and how each numbers; the State Council's office as the simulation does it. */
const ISSUERS = [
  { name: '国务院办公厅', numberHead: null },
  { name: '教育部', numberHead: '教基' },
  { name: '国家卫生健康委', numberHead: '国卫办发' },
  { name: '应急管理部', numberHead: '应急' },
  { name: '工业和信息化部', numberHead: '工信部规' },
  // An office of the centre that is in no list of fields: a person has to decide whom its documents bind.
  { name: '国家演练局', numberHead: '国演' },
] as const;

/** The sandbox's switches as the training ground that services know. */
export function createTrainingGround({ control, county }: Sandbox): TrainingGround {
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
    issuers: () => ISSUERS.map(({ name }) => name),
    publishPolicy: ({ title, issuer }) => {
      // Numbered, because a title that stands twice would be one policy in two places.
      const number = control.publicPolicies().length + 1;
      const by = ISSUERS.find(({ name }) => name === issuer) ?? ISSUERS[0];
      const newest = control.publicPolicies()[0]?.at ?? county.anchorAt;
      const year = civilDateOf(newest).slice(0, 4);
      const {
        title: published,
        documentNumber,
        url,
      } = control.publishPolicy({
        title: title ?? `${by.name}关于做好第${number}次政策转发演练的通知`,
        issuer: by.name,
        ...(by.numberHead === null ? {} : { documentNumber: `${by.numberHead}〔${year}〕${300 + number}号` }),
      });
      return { title: published, docNumber: documentNumber, url };
    },
  };
}
