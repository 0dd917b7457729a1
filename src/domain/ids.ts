/** Branded identifiers: an account's id cannot be handed over where a post's id is wanted. */
type Brand<Name extends string> = string & { readonly __brand: Name };

export type UnitId = Brand<'unit'>;
export type UnitMoveId = Brand<'unit-move'>;
export type AccountId = Brand<'account'>;
export type SiteId = Brand<'site'>;
export type PostId = Brand<'post'>;
export type LookId = Brand<'look'>;
export type FindingId = Brand<'finding'>;
export type CaseId = Brand<'case'>;
export type PolicySourceId = Brand<'policy-source'>;
export type PolicyId = Brand<'policy'>;
export type MandateRuleId = Brand<'mandate-rule'>;
export type MandateId = Brand<'mandate'>;
export type ObligationId = Brand<'obligation'>;
export type PublishJobId = Brand<'publish-job'>;
export type CredentialId = Brand<'credential'>;
export type AlertId = Brand<'alert'>;
export type NotifyChannelId = Brand<'notify-channel'>;
export type NotifyRouteId = Brand<'notify-route'>;
export type SilenceId = Brand<'silence'>;
export type RosterId = Brand<'duty-roster'>;
export type SubstitutionId = Brand<'duty-substitution'>;
export type LadderId = Brand<'escalation-ladder'>;
export type EscalationId = Brand<'escalation'>;
export type NotificationId = Brand<'notification'>;
export type MessageId = Brand<'message'>;
export type LetterId = Brand<'letter'>;
export type DigestPlanId = Brand<'digest-plan'>;
export type ReminderId = Brand<'reminder'>;
export type SubscriptionId = Brand<'subscription'>;
export type WebhookDeliveryId = Brand<'webhook-delivery'>;
export type LiaisonId = Brand<'liaison'>;
export type CourseId = Brand<'course'>;
export type HandoverId = Brand<'handover'>;
export type PersonId = Brand<'person'>;
export type ReviewId = Brand<'review'>;
export type OwnPostId = Brand<'own-post'>;
export type DelegationId = Brand<'review-delegation'>;
export type FilingFindingId = Brand<'filing-finding'>;
export type ImportId = Brand<'import'>;
export type FileId = Brand<'file'>;
export type EventId = Brand<'event'>;

/** Every stored id is 24 hexadecimal digits; entrances check it with this before anything reaches the store. */
export const ID_PATTERN = /^[0-9a-f]{24}$/;
