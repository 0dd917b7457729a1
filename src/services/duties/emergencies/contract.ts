import type { EmergencyDetailView, EmergencyView, StatementView } from '../../../api/unitFiles';
import type { ListView } from '../../../api/wire';
import type { EmergencyKind, EmergencyState } from '../../../domain/emergencies/emergency';
import type { AccountId, EmergencyId, MandateRuleId, PolicyId, UnitId } from '../../../domain/ids';
import type { Principal } from '../../../domain/people/role';
import type { PageRequest } from '../../../ports/storage';
import type { Versioned } from '../../versioned';
import type { Counts } from '../../workRun';

export interface EmergencyDraft {
  /** Null: the unit of whoever asks. */
  readonly unitId: UnitId | null;
  readonly kind: EmergencyKind;
  readonly title: string;
  readonly happened: string;
  readonly knownAt: string;
}

/** Emergencies and hot topics (突发、舆情、辟谣). Refuses as duties do. */
export interface EmergencyServices {
  list(
    query: {
      readonly state?: EmergencyState;
      readonly kind?: EmergencyKind;
      readonly year?: number;
      readonly unitId?: UnitId;
    },
    page: PageRequest,
    principal: Principal,
  ): Promise<ListView<EmergencyView>>;
  show(id: EmergencyId, principal: Principal): Promise<EmergencyDetailView>;
  /** Who said what when, the latest first; what was struck stands there as that. */
  statements(id: EmergencyId, page: PageRequest, principal: Principal): Promise<ListView<StatementView>>;
  open(draft: EmergencyDraft, principal: Principal): Promise<EmergencyDetailView>;
  /** Says whose posts are looked through, and for which words. */
  choose(
    of: Versioned<EmergencyId>,
    chosen: { readonly accounts: readonly AccountId[]; readonly keywords: readonly string[] },
    principal: Principal,
  ): Promise<EmergencyDetailView>;
  /** Enters what was said where we do not look. */
  state(
    of: Versioned<EmergencyId>,
    said: { readonly at: string; readonly speaker: string; readonly link: string | null; readonly words: string },
    principal: Principal,
  ): Promise<EmergencyDetailView>;
  /** Strikes what is no statement of this event, by where it stands as of this version. */
  strike(
    of: Versioned<EmergencyId>,
    struck: { readonly index: number; readonly words: string },
    principal: Principal,
  ): Promise<EmergencyDetailView>;
  /** Has others say the same: a document known here is mandated by a rule, to all or some as the rule says. */
  call(
    of: Versioned<EmergencyId>,
    by: { readonly ruleId: MandateRuleId; readonly policyId: PolicyId; readonly reason: string },
    principal: Principal,
  ): Promise<EmergencyDetailView>;
  close(of: Versioned<EmergencyId>, summary: string, principal: Principal): Promise<EmergencyDetailView>;
  reopen(of: Versioned<EmergencyId>, words: string, principal: Principal): Promise<EmergencyDetailView>;
  /** Links what the chosen accounts have posted, and goes on with what was interrupted. */
  followEmergencies(limit: number): Promise<Counts>;
}
