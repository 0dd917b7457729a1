// Handlers of what people see of publishing. Input is checked and the caller known when they run; what each promises
// stands in routes.ts.
import type { z } from 'zod';
import type { EvidencePackView, ForecastView, ListView, ManualTaskView, PlatformPreviewView } from '../../api/views';
import type { Call } from '../edge/route';
import type { pageQuery } from '../edge/inputSchemas';
import type { mandateParams } from './mandateSchemas';
import type { manualTasksQuery } from './publishingSchemas';

type Params = z.output<typeof mandateParams>;

export function showForecast({ services, principal }: Call<object, object, object>): Promise<ForecastView> {
  return services.publishing.forecast(principal);
}

export function previewMandate({
  services,
  principal,
  params,
}: Call<Params, object, object>): Promise<ListView<PlatformPreviewView>> {
  return services.publishing.preview(params.id, principal);
}

export function listManualTasks({
  services,
  principal,
  query,
}: Call<object, z.output<typeof manualTasksQuery>, object>): Promise<ListView<ManualTaskView>> {
  const { cursor, limit, ...filter } = query;
  return services.publishing.manualTasks(filter, { cursor, limit }, principal);
}

export function showEvidence({
  services,
  principal,
  params,
  query,
}: Call<Params, z.output<typeof pageQuery>, object>): Promise<EvidencePackView> {
  return services.publishing.evidence(params.id, query, principal);
}
