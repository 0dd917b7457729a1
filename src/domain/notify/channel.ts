import type { NotifyChannelId, UnitId } from '../ids';
import { inScope } from '../people/permissions';
import type { Instant } from '../time/instant';
import type { CanaryPlan, ChannelTrials } from './canary';
import type { DeliveryFailureCode } from './deliveryFailure';
import type { NotifyKind } from './notifyChannel';

export const NOTIFY_LANGUAGES = ['zh', 'en'] as const;
export type NotifyLanguage = (typeof NOTIFY_LANGUAGES)[number];

/** What came of a test message; `code` where it was not taken. */
export interface ChannelTest {
  readonly at: Instant;
  readonly outcome: 'accepted' | 'failed';
  readonly code: DeliveryFailureCode | null;
}

/** One robot, application, mail account or receiver that an office has set up. Its secrets are kept apart. */
export interface NotifyChannel {
  readonly id: NotifyChannelId;
  readonly name: string;
  readonly kind: NotifyKind;
  /** Whose people read it where it has readers of its own (a group); null: those of the whole office. */
  readonly unitId: UnitId | null;
  readonly language: NotifyLanguage;
  /** Those that are no secret. */
  readonly settings: Readonly<Record<string, string>>;
  /** What this channel cannot deliver goes there. */
  readonly fallbackId: NotifyChannelId | null;
  readonly disabled: boolean;
  readonly lastTest: ChannelTest | null;
  /** Null: it is tried by nothing but what is sent. */
  readonly canary: CanaryPlan | null;
  readonly trials: ChannelTrials;
  readonly version: number;
}

/** Where people can be reached, beside the pages themselves. All are optional. */
export interface PersonAddresses {
  readonly mail: string | null;
  readonly mobile: string | null;
  readonly wecomUserId: string | null;
  readonly feishuOpenId: string | null;
}
export const NO_ADDRESSES: PersonAddresses = { mail: null, mobile: null, wecomUserId: null, feishuOpenId: null };

/** Which address of a person each kind of channel takes. */
const ADDRESS_OF: Readonly<Record<NotifyKind, keyof PersonAddresses>> = {
  dingtalk: 'mobile',
  'wecom-robot': 'wecomUserId',
  'wecom-app': 'wecomUserId',
  feishu: 'feishuOpenId',
  mail: 'mail',
  webhook: 'mobile',
};

/** The person's address in a channel of this kind; null: they cannot be reached there. */
export function addressOf(addresses: PersonAddresses, kind: NotifyKind): string | null {
  return addresses[ADDRESS_OF[kind]];
}

/** Everybody in a group, or behind a receiver, reads all that goes there, also what calls one of them by name. */
const READ_TOGETHER: ReadonlySet<NotifyKind> = new Set(['dingtalk', 'wecom-robot', 'feishu', 'webhook']);

/** Whether it has readers of its own, whoever of them is addressed. */
export function isReadTogether(kind: NotifyKind): boolean {
  return READ_TOGETHER.has(kind);
}

/** What somebody sees: the part of the tree of any unit they act for. */
type Scope = readonly (UnitId | null)[];

/** Who reads what goes to a recipient: whose figures they are told, and everybody who has to be allowed to see it. */
export interface Readers {
  /** Of somebody who acts for several: of the first. */
  readonly unitId: UnitId | null;
  readonly scopes: readonly Scope[];
}

/** Somebody by the unit they act for, or by all of them. */
export interface Reader {
  readonly unitId: UnitId | null;
  readonly assignments?: readonly { readonly unitId: UnitId | null }[];
}

/** `person` null: whoever reads the channel. */
export function readersOf(channel: Pick<NotifyChannel, 'kind' | 'unitId'>, person: Reader | null): Readers {
  const group = [channel.unitId];
  if (person === null) return { unitId: channel.unitId, scopes: [group] };
  const own = [person.unitId, ...(person.assignments ?? []).map(({ unitId }) => unitId)];
  if (!READ_TOGETHER.has(channel.kind)) return { unitId: person.unitId, scopes: [own] };
  return { unitId: channel.unitId, scopes: [group, own] };
}

export function maySee({ scopes }: Readers, unitPath: readonly UnitId[]): boolean {
  return scopes.every((scope) => scope.some((unitId) => inScope(unitId, unitPath)));
}

/** Somebody who sees everything reads nothing that has to be kept from them. */
export function seesAll({ scopes }: Readers): boolean {
  return scopes.every((scope) => scope.includes(null));
}

const MAIL = /^[^\s@<>"]{1,64}@[^\s@<>".]+(\.[^\s@<>".]+)+$/;
const MOBILE = /^\+?\d{6,15}$/;
/** `@all` is not a person but everybody: what is for one is never sent to a whole company. */
const WECOM_USER = /^(?!@?all$)[\w.@-]{1,64}$/i;
/** `all` calls the whole group. */
const FEISHU_OPEN_ID = /^(?!all$)[\w-]{1,64}$/i;

/** Which of the addresses is none, by the name of its field; null: all can be tried. */
export function wrongAddress({
  mail,
  mobile,
  wecomUserId,
  feishuOpenId,
}: PersonAddresses): keyof PersonAddresses | null {
  if (mail !== null && (mail.length > 254 || !MAIL.test(mail))) return 'mail';
  if (mobile !== null && !MOBILE.test(mobile)) return 'mobile';
  if (wecomUserId !== null && !WECOM_USER.test(wecomUserId)) return 'wecomUserId';
  return feishuOpenId !== null && !FEISHU_OPEN_ID.test(feishuOpenId) ? 'feishuOpenId' : null;
}
