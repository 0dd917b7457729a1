import type { AccountServices } from './accounts/contract';
import type { AlertServices } from './alerts/contract';
import type { CaseServices } from './cases/contract';
import type { CredentialServices } from './credentials/contract';
import type { FileServices } from './files/contract';
import type { FindingServices } from './judging/contract';
import type { FilingServices } from './filings/contract';
import type { ImportServices } from './imports/contract';
import type { MandateServices, PublishingServices, RuleServices } from './mandates/contract';
import type { ReachServices } from './mandates/reach/contract';
import type { LetterServices } from './letters/contract';
import type { NotifyServices } from './notify/contract';
import type { OncallServices } from './oncall/contract';
import type { PeopleServices } from './people/contract';
import type { PolicyServices } from './policies/contract';
import type { ReviewServices } from './reviews/contract';
import type { TeamServices } from './team/contract';
import type { TrainingServices } from './training/contract';
import type { UpkeepServices } from './upkeep/contract';
import type { ViewServices } from './views/contract';
import type { WebhookServices } from './webhooks/contract';

/** Everything that can be asked of the product, by subject: what HTTP, the scheduler and the commands call. */
export interface Services {
  readonly accounts: AccountServices;
  readonly policies: PolicyServices;
  readonly mandates: MandateServices;
  readonly cases: CaseServices;
  readonly rules: RuleServices;
  readonly reach: ReachServices;
  readonly publishing: PublishingServices;
  readonly alerts: AlertServices;
  readonly notify: NotifyServices;
  readonly oncall: OncallServices;
  readonly filings: FilingServices;
  readonly files: FileServices;
  readonly imports: ImportServices;
  readonly letters: LetterServices;
  readonly people: PeopleServices;
  readonly reviews: ReviewServices;
  readonly team: TeamServices;
  readonly training: TrainingServices;
  readonly credentials: CredentialServices;
  readonly upkeep: UpkeepServices;
  readonly findings: FindingServices;
  readonly views: ViewServices;
  readonly webhooks: WebhookServices;
}
