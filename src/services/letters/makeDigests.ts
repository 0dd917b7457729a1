import { audienceOf } from '../../domain/notify/audience';
import { addressOf, readersOf, type NotifyChannel } from '../../domain/notify/channel';
import type { AlertId, DigestPlanId, LetterId, UnitId } from '../../domain/ids';
import { isEmptyDigest } from '../../domain/letters/digest';
import { calledByOne, recipientName, type Called } from '../../domain/letters/calledByOne';
import { digestDueOn, sharedSight, type DigestPlan } from '../../domain/letters/digestPlan';
import type { Letter } from '../../domain/letters/letter';
import { deskOf } from '../../domain/notify/notification';
import type { Telling } from '../../domain/notify/whoIsTold';
import { MINUTE_MS, type CivilDate, type Instant } from '../../domain/time/instant';
import type { MessageText } from '../../ports/notifier';
import { readTelling } from '../readTelling';
import type { ServiceDeps } from '../settings';
import { stableEventId } from '../stableEventId';
import type { Counts } from '../workRun';
import { digestText } from '../digestText';
import { createTitles, readDigest } from './readDigest';

/** Recipients whose letters are made and stored together: each may be of another unit, with a reading of its own. */
const AT_ONCE = 6;

/** A letter that is due waits for the one before it and for its channel's limit, not for this long without a ring. */
const LEFT_BEHIND_MS = 5 * MINUTE_MS;

/** Names what says which day's digests of a plan are all made. */
const madeOf = (id: DigestPlanId): string => `digests-made:${id}`;

/**
 * Makes the digests that are due, one letter a recipient and working day. Their ids are made from plan, day and desk:
 * whoever is killed, repeats or comes second stores the same once more.
 */
export function createMakeDigests(deps: ServiceDeps): (signal: AbortSignal) => Promise<Counts> {
  const { storage, clock, settings } = deps;
  return async (signal) => {
    const now = clock.now();
    let made = 0;
    const failures: unknown[] = [];
    for (const plan of await storage.digestPlans.list()) {
      const on = digestDueOn(plan, now, settings.calendar);
      if (on === null) continue;
      // A plan that cannot be made keeps no other from being made; it is tried again with the next run.
      await makePlan(plan, { on, now, signal }).then(
        (count) => {
          made += count;
        },
        (cause: unknown) => failures.push(cause),
      );
    }
    await ringLeftBehind(deps, now);
    if (failures.length > 0) throw failures[0];
    return made === 0 ? {} : { letters: made };
  };

  async function makePlan(
    plan: DigestPlan,
    { on, now, signal }: { readonly on: CivilDate; readonly now: Instant; readonly signal: AbortSignal },
  ): Promise<number> {
    if ((await storage.settings.get(madeOf(plan.id))) === on) return 0;
    let made = 0;
    const recipients = await recipientsOf(deps, plan, now);
    const write = createWriteDigest(deps, plan, { on, now });
    for (let start = 0; start < recipients.length && !signal.aborted; start += AT_ONCE) {
      const letters = await Promise.all(recipients.slice(start, start + AT_ONCE).map(write));
      made += await storage.letters.insertMissing(letters);
      for (const { desk, state } of letters) if (state === 'queued') await storage.desks.ring(desk, now);
    }
    // After the work: what is repeated changes nothing, what is left out would be lost.
    if (!signal.aborted) await storage.settings.set(madeOf(plan.id), on);
    return made;
  }
}

/** Rings for letters that wait longer than any should: whoever stored them was killed before it rang. */
async function ringLeftBehind({ storage }: ServiceDeps, now: Instant): Promise<void> {
  const desks = await storage.letters.desksLeft(new Date(now.getTime() - LEFT_BEHIND_MS));
  for (const desk of desks) await storage.desks.ring(desk, now);
}

/** Whoever a plan names, and what they may be told. People of one robot who see the same are one recipient. */
export type DigestRecipient = Called<Recipient>;

interface Recipient {
  readonly channel: NotifyChannel;
  /** Null: whoever reads the channel. */
  readonly person: Telling['people'][number] | null;
  readonly to: string | null;
  /** The unit whose figures they are told and those above it; empty: the whole office's; null: nothing they may see. */
  readonly sight: readonly UnitId[] | null;
  readonly isReachable: boolean;
}

export async function recipientsOf(
  deps: ServiceDeps,
  { audience, channelId, unitId }: Pick<DigestPlan, 'audience' | 'channelId' | 'unitId'>,
  now: Instant,
): Promise<readonly DigestRecipient[]> {
  const { storage } = deps;
  const telling = await readTelling(deps, [audience]);
  const channel = telling.channels.find(({ id }) => id === channelId);
  if (channel === undefined) return [];
  // All at once, whether it is one recipient or one in each unit.
  const paths = new Map((await storage.units.list(null)).map(({ id, path }) => [id, path]));
  const pathOf = (id: UnitId | null): readonly UnitId[] => (id === null ? [] : (paths.get(id) ?? [id]));
  const own = pathOf(unitId);
  const alert = { kind: 'mandate-progress', severity: 'notice', unitPath: own, byUnit: null, figures: {} } as const;
  const reached = audienceOf(audience, { ...telling, facts: { alert, platform: null, authority: null }, now });
  const recipients: Recipient[] = [];
  for (const { person } of reached) {
    const seen = [own];
    // Each capacity somebody has is a recipient of its own: one unit is what it reads.
    for (const [scope = null] of readersOf(channel, person).scopes) seen.push(pathOf(scope));
    const to = person === null ? null : addressOf(person.addresses, channel.kind);
    recipients.push({ channel, person, to, sight: sharedSight(seen), isReachable: person === null || to !== null });
  }
  return calledByOne(recipients, ({ sight }) => sight?.join() ?? 'nothing');
}

/** What is said, and of which alerts. */
export interface Digest {
  readonly text: MessageText;
  readonly alertIds: readonly AlertId[];
}

/** What recipients of one sight and language are told is read once. Null: there is nothing to say. */
export function createDigestOf(
  deps: ServiceDeps,
  kind: DigestPlan['kind'],
  { on, now }: { readonly on: CivilDate; readonly now: Instant },
): (sight: readonly UnitId[], language: NotifyChannel['language']) => Promise<Digest | null> {
  const known = new Map<UnitId | null, ReturnType<typeof readDigest>>();
  const titleOf = createTitles(deps);
  return async (sight, language) => {
    const scope = sight.at(-1) ?? null;
    const figures = known.get(scope) ?? readDigest(deps, kind, { scope, now, titleOf });
    known.set(scope, figures);
    const read = await figures;
    if (isEmptyDigest(kind, read)) return null;
    return { text: digestText(read, { kind, on, language }), alertIds: read.alertIds };
  };
}

function createWriteDigest(
  deps: ServiceDeps,
  plan: DigestPlan,
  { on, now }: { readonly on: CivilDate; readonly now: Instant },
): (recipient: DigestRecipient) => Promise<Letter> {
  const digestOf = createDigestOf(deps, plan.kind, { on, now });
  return async (recipient) => {
    const { channel, person, to, calls, calledIds, sight } = recipient;
    const desk = deskOf(channel.id, person?.id ?? null);
    const digest = sight === null ? null : await digestOf(sight, channel.language);
    const state = sight === null ? 'refused' : digest === null ? 'over' : 'queued';
    // Of several sights there are several letters at the desk of one group.
    const of = calls.length === 0 ? desk : `${desk} ${sight?.join() ?? ''}`;
    return {
      id: stableEventId(deps.hasher, `letter ${plan.id} ${on} ${of}`) as string as LetterId,
      kind: plan.kind,
      planId: plan.id,
      reminderId: null,
      on,
      desk,
      channelId: channel.id,
      personId: person?.id ?? null,
      recipient: recipientName(recipient),
      to: person === null ? to : null,
      calledIds,
      unitPath: sight ?? [],
      alertIds: digest?.alertIds ?? [],
      content: JSON.stringify(digest?.text ?? null),
      state,
      reason: state === 'queued' ? null : state === 'over' ? 'nothing-to-say' : 'out-of-scope',
      queuedAt: now,
      waitsUntilAt: now,
      messageId: null,
      fellFrom: [],
      settledAt: state === 'queued' ? null : now,
    };
  };
}
