import type { Account } from '../../src/domain/accounts/account';
import { NO_FACTS, type AccountFacts } from '../../src/domain/accounts/facts';
import type { Obligation } from '../../src/domain/mandates/mandate';
import { HOUR_MS, MINUTE_MS } from '../../src/domain/time/instant';
import type { Connector } from '../../src/ports/connectors';
import { publishGate, type GateFacts } from '../../src/services/mandates/publishing/publishGate';
import { DUE_BY, hoursAfter, MADE_AT, OBLIGATION } from '../domain/mandates/someObligation';

const READY: Obligation = { ...OBLIGATION, state: 'ready' };
const account = { platform: 'weibo', noPublishReason: null } as Account;
const connector = { publisher: { obstacle: () => null } } as unknown as Connector;
const FROM = hoursAfter(-30);
const LEAD_MS = 8 * HOUR_MS;

/** An account seen whole an hour after the obligation was made. */
const SEEN: Partial<AccountFacts> = { lastSightAt: hoursAfter(1), lastLookAt: hoursAfter(1), completeFromAt: FROM };
function gate(
  {
    facts = SEEN,
    of = {},
    obligation = {},
    ...more
  }: Partial<Omit<GateFacts, 'record'>> & {
    readonly facts?: Partial<AccountFacts>;
    readonly of?: Partial<Account>;
    readonly obligation?: Partial<Obligation>;
  } = {},
  now = hoursAfter(2),
): ReturnType<typeof publishGate> {
  return publishGate(
    { ...READY, ...obligation },
    {
      record: {
        account: { ...account, status: 'active', ...of },
        facts: { ...NO_FACTS, ...facts },
      } as GateFacts['record'],
      connector,
      blindLooks: 3,
      handOverLeadMs: LEAD_MS,
      platformAnsweredAt: null,
      draftFits: true,
      repostsFromAt: FROM,
      ...more,
    },
    now,
  );
}
const OPEN = { open: true };
const byHand = (manualReason: string): object => ({ open: false, manualReason });

describe('a repost may be published by interface', () => {
  test('by an account that was seen whole since the obligation was made, at the very instant included', () => {
    expect(gate()).toEqual(OPEN);
    expect(gate({ facts: { ...SEEN, lastSightAt: MADE_AT, lastLookAt: MADE_AT } })).toEqual(OPEN);
    const before = new Date(MADE_AT.getTime() - 1);
    expect(gate({ facts: { ...SEEN, lastSightAt: before, lastLookAt: before } })).toMatchObject({ open: false });
  });

  test('not where there is no interface, a known obstacle, one of the platform, or a text that does not fit', () => {
    expect(gate({ connector: { publisher: null } as Connector })).toEqual(byHand('no-api'));
    expect(gate({ of: { noPublishReason: 'no-permission' } })).toEqual(byHand('no-permission'));
    const obstructed = { publisher: { obstacle: () => 'no-credential' } } as unknown as Connector;
    expect(gate({ connector: obstructed })).toEqual(byHand('no-credential'));
    expect(gate({ draftFits: false })).toEqual(byHand('content-refused'));
  });

  test('not where what was seen does not reach back to the policy: a repost by hand may be hidden', () => {
    const later = new Date(FROM.getTime() + 1);
    expect(gate({ facts: { ...SEEN, completeFromAt: later } })).toEqual(byHand('not-visible'));
    expect(gate({ facts: { ...SEEN, completeFromAt: null } })).toEqual(byHand('not-visible'));
    expect(gate({ repostsFromAt: null })).toEqual(byHand('not-visible'));
    // What never lists everything, or lists what software published, hides nothing of ours.
    expect(gate({ facts: { ...SEEN, completeFromAt: null, coverage: 'partial' } })).toEqual(OPEN);
    expect(gate({ facts: { ...SEEN, completeFromAt: null }, of: { platform: 'wechat' } })).toEqual(OPEN);
  });

  test('after a manual task only once it was seen since it came back', () => {
    expect(gate({ obligation: { resumedAt: hoursAfter(1) } })).toEqual(OPEN);
    expect(gate({ obligation: { resumedAt: hoursAfter(1.5) } })).toMatchObject({ open: false, manualReason: null });
    expect(gate({ obligation: { resumedAt: hoursAfter(-1) } })).toEqual(OPEN);
  });
});

describe('an account that was not seen since', () => {
  const blind = (more: Partial<AccountFacts> = {}): Partial<AccountFacts> => ({
    lastLookAt: hoursAfter(1),
    lastSightAt: hoursAfter(-1),
    lastLookOutcome: 'unreachable',
    consecutiveBlindLooks: 3,
    ...more,
  });
  const nearDeadline = new Date(DUE_BY.getTime() - LEAD_MS);

  test('is looked at now where nobody has tried since', () => {
    expect(gate({ facts: blind({ lastLookAt: hoursAfter(-1) }) })).toEqual({
      open: false,
      manualReason: null,
      lookNow: true,
    });
    expect(gate({ facts: {} })).toEqual({ open: false, manualReason: null, lookNow: true });
  });

  test('is handed to a person after three looks in vain, once the deadline is eight hours away', () => {
    expect(gate({ facts: blind() }, nearDeadline)).toMatchObject(byHand('not-visible'));
    expect(gate({ facts: blind() }, new Date(nearDeadline.getTime() - 1))).toMatchObject({ manualReason: null });
    expect(gate({ facts: blind({ consecutiveBlindLooks: 2 }) }, nearDeadline)).toMatchObject({ manualReason: null });
    expect(gate({ facts: blind({ lastLookAt: hoursAfter(-1) }) }, nearDeadline)).toMatchObject({ manualReason: null });
  });

  test.each([
    [0, 1],
    [1, 2],
    [3, 8],
    [4, 16],
    [9, 16],
  ])('after %i looks in vain is tried again after %i minutes', (consecutiveBlindLooks, minutes) => {
    const lastLookAt = hoursAfter(1);
    const lookNow = (ms: number): unknown => {
      const now = new Date(lastLookAt.getTime() + minutes * MINUTE_MS + ms);
      const found = gate({ facts: blind({ lastLookAt, consecutiveBlindLooks }) }, now);
      return 'lookNow' in found && found.lookNow;
    };
    expect([lookNow(-1), lookNow(0)]).toEqual([false, true]);
  });

  test('is tried again a minute after the last look where its platform shows others since, unless it has been out for long', () => {
    const lastLookAt = hoursAfter(1);
    const lookNow = (afterMs: number, answeredMs: number, consecutiveBlindLooks = 8): unknown => {
      const found = gate(
        {
          facts: blind({ lastLookAt, consecutiveBlindLooks }),
          platformAnsweredAt: new Date(lastLookAt.getTime() + answeredMs),
        },
        new Date(lastLookAt.getTime() + afterMs),
      );
      return 'lookNow' in found && found.lookNow;
    };
    expect(lookNow(MINUTE_MS, 1)).toBe(true);
    expect(lookNow(MINUTE_MS - 1, 1)).toBe(false);
    expect(lookNow(MINUTE_MS, 0)).toBe(false);
    expect(lookNow(MINUTE_MS, 1, 9)).toBe(false);
  });

  test('is never hastened against a platform that asked us to wait', () => {
    expect(gate({ facts: blind({ lastLookOutcome: 'rate-limited' }) }, hoursAfter(5))).toEqual({
      open: false,
      manualReason: null,
      lookNow: false,
    });
    expect(gate({ facts: blind({ lastLookOutcome: 'rate-limited' }) }, nearDeadline)).toMatchObject({ lookNow: false });
  });
});
