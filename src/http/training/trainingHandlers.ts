// Handlers of the training ground. Input is checked and the caller known when they run; what each promises stands in
// routes.ts.
import type { z } from 'zod';
import type { TrainingView } from '../../api/views';
import type { Call } from '../edge/route';
import type { faultBody, policyDraftBody, publishedPolicy, trainingQuery } from './trainingSchemas';

export function showTraining({
  services,
  principal,
  query,
  now,
}: Call<object, z.output<typeof trainingQuery>, object>): Promise<TrainingView> {
  const { kinds, targets, total, active } = services.training.panel(query, principal);
  return Promise.resolve({
    kinds: [...kinds],
    targets: targets.map((target) => ({ ...target, faults: [...target.faults] })),
    total,
    active: active.map(({ since, until, ...fault }) => ({
      ...fault,
      since: since.toISOString(),
      until: until?.toISOString() ?? null,
    })),
    asOf: now.toISOString(),
  });
}

export async function setFault(call: Call<object, object, z.output<typeof faultBody>>): Promise<TrainingView> {
  await call.services.training.setFault(call.body, call.principal);
  return showTraining({ ...call, query: { q: '', limit: 30 }, body: {} });
}

export function publishSimulatedPolicy({
  services,
  principal,
  body,
}: Call<object, object, z.output<typeof policyDraftBody>>): Promise<z.output<typeof publishedPolicy>> {
  return services.training.publishPolicy(body.title, principal);
}
