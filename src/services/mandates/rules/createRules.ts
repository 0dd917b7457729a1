import type { ServiceDeps } from '../../settings';
import type { RuleServices } from '../contract';
import { createApplyRule } from './applyRule';
import { createManageRules } from './manageRules';
import type { PreviewPlatforms } from './previewMandate';
import { createPreviewRule } from './previewRule';
import { createRegisterRules } from './registerRules';

/** Mandate rules, kept by people and by the configuration. */
export function createRules(deps: ServiceDeps, previewPlatforms: PreviewPlatforms): RuleServices {
  return {
    ...createManageRules(deps),
    register: createRegisterRules(deps),
    apply: createApplyRule(deps),
    preview: createPreviewRule(deps, previewPlatforms),
  };
}
