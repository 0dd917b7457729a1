import type { ServiceDeps } from '../settings';
import type { LinkInterpretations, WithdrawRepealed } from '../steps';
import type { PolicyServices } from './contract';
import { createDecideByHand } from './decideByHand';
import { createFollowDocuments } from './followDocuments';
import { createIntake, createIntakeAll } from './intake';
import { createLinkInterpretations } from './linkInterpretations';
import { createReadDocuments } from './readDocuments';
import { createRegisterSources } from './registerSources';
import { visiblePolicies } from './visiblePolicies';
import { createWithdrawRepealed } from './withdrawRepealed';

export function createPolicyServices(given: ServiceDeps): {
  readonly services: PolicyServices;
  readonly linkInterpretations: LinkInterpretations;
  readonly withdrawRepealed: WithdrawRepealed;
} {
  const deps: ServiceDeps = { ...given, policyFeed: visiblePolicies(given.policyFeed) };
  const intake = createIntake(deps, createReadDocuments(deps));
  return {
    services: {
      registerSources: createRegisterSources(deps),
      intake,
      decideByHand: createDecideByHand(deps),
      intakeAll: createIntakeAll(deps, { intake, followDocuments: createFollowDocuments(deps) }),
    },
    linkInterpretations: createLinkInterpretations(deps),
    withdrawRepealed: createWithdrawRepealed(deps),
  };
}
