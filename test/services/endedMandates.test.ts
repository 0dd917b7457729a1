import type { MandateId, MandateRuleId, ObligationId, PolicyId } from '../../src/domain/ids';
import type { Mandate } from '../../src/domain/mandates/mandate';
import type { ObligationFilter, PageRequest } from '../../src/ports/storage';
import { createReleaseIssued } from '../../src/services/mandates/issuing/releaseIssued';
import { createWithdrawEnded } from '../../src/services/mandates/issuing/withdrawEnded';
import type { StepObligation } from '../../src/services/mandates/obligations/stepObligation';
import { mandateOf, obligationOf } from '../storage/mandateSamples';
import { NOW, type Given } from '../storage/samples';
import { depsOver, whole } from './scriptedStorage';

const POLICY = 'policy' as PolicyId;
const RULE = 'rule' as MandateRuleId;
const UNPUBLISHED = ['awaiting-review', 'ready', 'manual'];
const mandate = (id: string, given: Given<Mandate> = {}): Mandate =>
  mandateOf({ id: id as MandateId, policyId: POLICY, ruleId: RULE, ...given });
const owed = (id: string) => obligationOf({ id: id as ObligationId });

/** Steps that are taken, except on those named. */
function steps(...refused: readonly string[]) {
  const taken: string[] = [];
  const stepObligation: StepObligation = (id, event, { actor, note, now }) => {
    expect([actor, now]).toEqual([{ kind: 'system', name: 'issue' }, NOW]);
    taken.push(`${event} ${id}${note === undefined ? '' : ` ${note}`}`);
    return Promise.resolve(refused.includes(id) ? { refused: 'no-such-step' } : { moved: obligationOf() });
  };
  return { taken, stepObligation };
}

describe('a mandate that was refused or withdrawn', () => {
  async function withdraw(given: {
    readonly open?: readonly string[];
    readonly hasMore?: boolean;
    readonly isOnItsWay?: boolean;
    readonly others?: readonly Mandate[];
    readonly refused?: string;
  }) {
    const ended = mandate('ended', { stage: 'withdrawn' });
    const { taken, stepObligation } = steps(given.refused ?? '');
    const marked: Mandate[] = [];
    const again: string[] = [];
    const list = ({ mandateId, states }: ObligationFilter, page: PageRequest) => {
      expect([mandateId, page.cursor]).toEqual(['ended', null]);
      if (page.limit === 1) {
        expect(states).toEqual(['publishing', 'submitted']);
        return whole(given.isOnItsWay === true ? [owed('on-its-way')] : []);
      }
      expect([states, page.limit]).toEqual([UNPUBLISHED, 200]);
      return Promise.resolve({
        items: (given.open ?? []).map(owed),
        nextCursor: given.hasMore === true ? 'more' : null,
      });
    };
    const deps = depsOver({
      obligations: { list },
      mandates: {
        ofPolicy: (id) => Promise.resolve(id === POLICY ? [ended, ...(given.others ?? [])] : []),
        expandAgain: (id) => Promise.resolve(void again.push(id)),
        markExpanded: (done) => Promise.resolve(void marked.push(done as Mandate)),
      },
    });
    const withdrawn = await createWithdrawEnded(deps, stepObligation)(ended, NOW);
    return { withdrawn, taken, again, isDone: marked.length === 1 && marked[0] === ended };
  }

  test('has what nobody has published yet withdrawn, counting what moved, and is done', async () => {
    expect(await withdraw({ open: ['a', 'b', 'c'], refused: 'b' })).toEqual({
      withdrawn: 2,
      taken: ['a', 'b', 'c'].map((id) => `withdraw ${id} mandate-withdrawn`),
      again: [],
      isDone: true,
    });
  });

  test.each([{ hasMore: true }, { isOnItsWay: true }])('is not done with %j', async (left) => {
    const others = [mandate('other')];
    expect(await withdraw({ open: ['a'], others, ...left })).toMatchObject({ withdrawn: 1, again: [], isDone: false });
  });

  test('leaves its accounts to the mandates of the same text that stand', async () => {
    const others = [
      mandate('other'),
      mandate('drafted', { stage: 'drafted' }),
      mandate('of another version', { policyVersion: 2 }),
      mandate('refused', { stage: 'refused' }),
    ];
    expect(await withdraw({ others })).toMatchObject({ again: ['other', 'drafted'], isDone: true });
  });
});

describe('releasing what waits for the review', () => {
  async function release(given: {
    readonly mandates: readonly Mandate[];
    /** What waits, by mandate. */
    readonly held: Readonly<Record<string, readonly string[]>>;
    /** What an earlier mandate has not published, by pages. */
    readonly earlier?: Readonly<Record<string, readonly (readonly string[])[]>>;
    readonly limit?: number;
    readonly refused?: string;
    readonly pageSize?: number;
  }) {
    const { taken, stepObligation } = steps(given.refused ?? '');
    const asked: string[] = [];
    const pageOf = ({ cursor }: PageRequest, pages: readonly (readonly string[])[]) => {
      const page = Number(cursor ?? 0);
      return { items: (pages[page] ?? []).map(owed), nextCursor: page + 1 < pages.length ? String(page + 1) : null };
    };
    const list = ({ mandateId, states }: ObligationFilter, page: PageRequest) => {
      if (mandateId === undefined) {
        expect([states, page]).toEqual([['awaiting-review'], { limit: 1, cursor: null }]);
        return Promise.resolve(pageOf(page, [Object.values(given.held).flat().slice(0, 1)]));
      }
      expect([states, page.limit]).toEqual([UNPUBLISHED, 200]);
      return Promise.resolve(pageOf(page, given.earlier?.[mandateId] ?? [[]]));
    };
    const deps = depsOver({
      obligations: {
        list,
        awaitingReview: (id, limit) => {
          asked.push(`${id} ${limit}`);
          return Promise.resolve((given.held[id] ?? []).slice(0, limit).map(owed));
        },
      },
      mandates: {
        list: ({ limit, cursor }) => {
          expect(limit).toBe(100);
          const size = given.pageSize ?? 100;
          const start = Number(cursor ?? 0);
          const end = start + size;
          return Promise.resolve({
            items: given.mandates.slice(start, end),
            nextCursor: end < given.mandates.length ? String(end) : null,
          });
        },
        ofPolicy: () => Promise.resolve(given.mandates),
      },
    });
    const released = await createReleaseIssued(deps, stepObligation)(given.limit ?? 10, NOW);
    return { released, taken, asked };
  }

  test('asks nothing more where nothing waits', async () => {
    expect(await release({ mandates: [mandate('m')], held: {} })).toEqual({ released: 0, taken: [], asked: [] });
  });

  test('releases those of issued mandates, page after page, and counts those that moved', async () => {
    const mandates = [mandate('a'), mandate('drafted', { stage: 'drafted' }), mandate('b')];
    const held = { a: ['1', '2'], drafted: ['3'], b: ['4'] };
    expect(await release({ mandates, held, refused: '2', pageSize: 1 })).toEqual({
      released: 2,
      taken: ['issue 1', 'issue 2', 'issue 4'],
      asked: ['a 10', 'b 9'],
    });
  });

  test.each([
    [3, ['a 3', 'b 1'], 3],
    [2, ['a 2'], 2],
  ])('releases no more than %i a run', async (limit, asked, released) => {
    const mandates = [mandate('a'), mandate('b'), mandate('c')];
    const held = { a: ['1', '2'], b: ['3'], c: ['4'] };
    expect(await release({ mandates, held, limit })).toMatchObject({ released, asked });
  });

  test('withdraws before it what is not published of earlier texts by the same rule, page after page', async () => {
    const mandates = [
      mandate('new', { policyVersion: 2 }),
      mandate('old', { stage: 'drafted' }),
      mandate('by another rule', { stage: 'drafted', ruleId: 'other' as MandateRuleId }),
      mandate('newest', { stage: 'drafted', policyVersion: 3 }),
    ];
    const every = Object.fromEntries(mandates.map(({ id }) => [id, [[`of ${id}`], [`more of ${id}`]]]));
    expect((await release({ mandates, held: { new: ['1'] }, earlier: every })).taken).toEqual([
      'withdraw of old newer-version-mandated',
      'withdraw more of old newer-version-mandated',
      'issue 1',
    ]);
    expect((await release({ mandates, held: { old: ['1'] }, earlier: every })).taken).toEqual([]);
  });

  test('looks for no earlier text of a first version', async () => {
    const mandates = [mandate('first'), mandate('before', { policyVersion: 0, stage: 'drafted' })];
    expect((await release({ mandates, held: { first: ['1'] }, earlier: { before: [['2']] } })).taken).toEqual([
      'issue 1',
    ]);
  });
});
