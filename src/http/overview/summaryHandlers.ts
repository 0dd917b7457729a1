// Handlers of the operations page. Input is checked and the caller known when they run; what each promises stands in
// routes.ts.
import type { SummaryView } from '../../api/views';
import type { Call } from '../edge/route';

export function showSummary({ services, principal }: Call<object, object, object>): Promise<SummaryView> {
  return services.views.summary(principal);
}
