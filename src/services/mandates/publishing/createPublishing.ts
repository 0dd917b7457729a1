import type { ServiceDeps } from '../../settings';
import { createMandateViews } from '../../toView/readMandateViews';
import { createUnitNames } from '../../unitNames';
import type { PublishingServices } from '../contract';
import { createEvidencePack } from '../obligations/evidencePack';
import { createManualTasks } from '../obligations/manualTasks';
import { createPreviewMandate, type PreviewPlatforms } from '../rules/previewMandate';
import type { DraftRepost } from './draftRepost';
import { createForecast } from './forecast';

/** What people see of publishing before, during and after it. Nothing here changes anything. */
export function createPublishing(
  deps: ServiceDeps,
  parts: { readonly draftRepost: DraftRepost; readonly previewPlatforms: PreviewPlatforms },
): PublishingServices {
  const unitNames = createUnitNames(deps);
  return {
    forecast: createForecast(deps, parts.draftRepost),
    preview: createPreviewMandate(deps, parts.previewPlatforms),
    manualTasks: createManualTasks(deps, { draftRepost: parts.draftRepost, unitNames }),
    ...createEvidencePack(deps, { mandateViews: createMandateViews(deps), unitNames }),
  };
}
