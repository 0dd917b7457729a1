import type { z } from 'zod';
import type { TrainingView } from '../../api/training';
import { endpoint, type Call } from '../edge/endpoint';
import { faultBody, policyDraftBody, publishedPolicy, trainingQuery, trainingView } from './trainingSchemas';

export const showTraining = endpoint({
  summary: 'Simulated platforms only: what can be made to go wrong, and what is made to',
  query: trainingQuery,
  answer: trainingView,
  handle: panel,
});

export const setFault = endpoint({
  summary: 'Simulated platforms only: switch a fault on or off',
  body: faultBody,
  answer: trainingView,
  async handle(call) {
    await call.services.training.setFault(call.body, call.principal);
    return panel({ ...call, query: { q: '', limit: 30 } });
  },
});

export const publishSimulatedPolicy = endpoint({
  summary: 'Simulated platforms only: let the State Council or a ministry publish a policy now',
  body: policyDraftBody,
  answer: publishedPolicy,
  handle({ services, principal, body }) {
    return services.training.publishPolicy(body, principal);
  },
});

type PanelCall = Pick<Call<object, z.output<typeof trainingQuery>, object>, 'services' | 'principal' | 'query' | 'now'>;

function panel({ services, principal, query, now }: PanelCall): Promise<TrainingView> {
  const { kinds, targets, total, active, issuers } = services.training.panel(query, principal);
  return Promise.resolve({
    kinds: [...kinds],
    targets: targets.map((target) => ({ ...target, faults: [...target.faults] })),
    total,
    active: active.map(({ since, until, ...fault }) => ({
      ...fault,
      since: since.toISOString(),
      until: until?.toISOString() ?? null,
    })),
    issuers: [...issuers],
    asOf: now.toISOString(),
  });
}
