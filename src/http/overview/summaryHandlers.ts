import type { SummaryView } from '../../domain/views/views';
import type { Call } from '../edge/route';

export function showSummary({ services, principal }: Call<object, object, object>): Promise<SummaryView> {
  return services.views.summary(principal);
}
