import type { MandateId, MandateRuleId, PolicyId, UnitId } from '../../domain/ids';
import type { MandateRule } from '../../domain/mandates/mandate';
import type { Limit } from '../../domain/time/limit';
import type { Principal } from '../../domain/people/role';
import type {
  EvidencePackView,
  ForecastView,
  ListView,
  ManualTaskView,
  PlatformPreviewView,
  RulePreviewView,
  RuleView,
} from '../../api/views';
import type { PageRequest } from '../../ports/storage';

/** A rule as people write it; its id, revision and standing are the product's. */
export type RuleDraft = Omit<MandateRule, 'id' | 'revision' | 'disabledAt' | 'limit' | 'limitByPlatform'> & {
  readonly limit: Limit;
  readonly limitByPlatform: MandateRule['limitByPlatform'];
};

export interface RuleServices {
  list(principal: Principal): Promise<ListView<RuleView>>;
  /**
   * Adds a rule (action `rules.manage`). It counts for policies considered from now on. Refuses `forbidden`, `conflict`
   * (key taken), `invalid-input`.
   */
  create(draft: RuleDraft, reason: string, principal: Principal): Promise<RuleView>;
  /**
   * Replaces what the rule says; mandates it made keep their deadlines. Refuses `conflict` where somebody changed it
   * since `revision`.
   */
  update(
    id: MandateRuleId,
    change: { readonly draft: RuleDraft; readonly revision: number; readonly reason: string },
    principal: Principal,
  ): Promise<RuleView>;
  /** Stops the rule from making mandates, or lets it again. With a reason, which the ledger keeps. */
  setDisabled(
    id: MandateRuleId,
    disabled: { readonly is: boolean; readonly reason: string },
    principal: Principal,
  ): Promise<RuleView>;
  /** Whom a rule would bind and why, for one policy or the most recent ones. Stores nothing. */
  preview(
    draft: RuleDraft,
    about: { readonly policyId: PolicyId | null; readonly page: PageRequest },
    principal: Principal,
  ): Promise<RulePreviewView>;
}

export interface PublishingServices {
  /**
   * Which open obligations can be published when, and which cannot make it and why. Office-wide figures within the
   * reader's scope.
   */
  forecast(principal: Principal): Promise<ForecastView>;
  /**
   * Per platform: an example draft with its measures, and why how many accounts cannot be published to. Before and
   * after issue.
   */
  preview(id: MandateId, principal: Principal): Promise<ListView<PlatformPreviewView>>;
  /** Everything to copy, nearest deadline first, of a unit and those below it. */
  manualTasks(
    query: { readonly unitId?: UnitId },
    page: PageRequest,
    principal: Principal,
  ): Promise<ListView<ManualTaskView>>;
  /** The evidence of a mandate, a page of obligations at a time, with how to check it. */
  evidence(id: MandateId, page: PageRequest, principal: Principal): Promise<EvidencePackView>;
  /**
   * The whole pack as JSON Lines: a header (mandate, policy, how to check it), then an obligation a line, then a footer
   * with the number of obligations and the hash chained over every line before it. Pages are read one after the other;
   * `write` is awaited, so that a slow reader slows us.
   */
  exportEvidence(
    id: MandateId,
    write: (line: string) => Promise<void>,
    principal: Principal,
  ): Promise<{ readonly obligations: number; readonly sha256: string }>;
}
