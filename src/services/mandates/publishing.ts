import type { ServiceDeps } from '../settings';
import { createMandateViews } from '../views/readMandates';
import { createUnitNames } from '../views/unitNames';
import type { PublishingServices } from './contract';
import type { DraftRepost } from './draftRepost';
import { createEvidencePack } from './evidencePack';
import { createForecast } from './forecast';
import { createManualTasks } from './manualTasks';
import { createPreviewMandate, createPreviewPlatforms } from './previewMandate';

/** What people see of publishing before, during and after it. Nothing here changes anything. */
export function createPublishing(deps: ServiceDeps, draftRepost: DraftRepost): PublishingServices {
  const unitNames = createUnitNames(deps);
  return {
    forecast: createForecast(deps),
    preview: createPreviewMandate(deps, createPreviewPlatforms(deps, draftRepost)),
    manualTasks: createManualTasks(deps, { draftRepost, unitNames }),
    ...createEvidencePack(deps, { mandateViews: createMandateViews(deps), unitNames }),
  };
}
