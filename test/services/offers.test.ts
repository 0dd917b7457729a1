import type { MandateRuleId, PolicyId, PolicySourceId } from '../../src/domain/ids';
import type { Policy, PolicySighting, PolicySource } from '../../src/domain/policies/policy';
import { readOffers } from '../../src/services/readOffers';
import { policyOf } from '../storage/mandateSamples';
import { NOW, publishedOn, type Given } from '../storage/samples';
import { ids } from '../storage/testStore';
import { RULE } from './office';
import { depsOver } from './scriptedStorage';

const [TRUSTED, OTHER] = ['可信来源', '其他来源'].map((title) => ({ id: ids.id<PolicySourceId>(), title }));
const [OFFERING, SILENT] = [true, false].map((offersInterpretations) => ({
  ...RULE,
  id: ids.id<MandateRuleId>(),
  offersInterpretations,
}));
const ABOUT = ids.id<PolicyId>();
const mandate = (rule = OFFERING, policyId = ABOUT) => ({ policyId, ruleId: rule?.id ?? ids.id<MandateRuleId>() });
const seenIn = (...sources: readonly (typeof TRUSTED)[]): readonly PolicySighting[] =>
  sources.map((source) => ({
    sourceId: source?.id ?? ids.id<PolicySourceId>(),
    url: null,
    statedSource: null,
    firstSeenAt: NOW,
    lastSeenAt: NOW,
    listed: true,
  }));
const article = (given: Given<Policy> = {}): Policy =>
  policyOf({
    title: '一图读懂',
    url: 'https://www.gov.cn/jiedu/1.htm',
    sightings: seenIn(OTHER, TRUSTED),
    interprets: { names: ['某意见'], url: null, policyId: ABOUT },
    publishedAt: publishedOn('2026-09-18'),
    ...given,
  });
/** What is offered with the first of the mandates; `asked`: after whose interpretations was asked. */
async function offered(articles: readonly Policy[], mandates = [mandate()]) {
  const asked: (readonly PolicyId[])[] = [];
  const deps = depsOver({
    mandates: {
      rules: () => Promise.resolve([OFFERING, SILENT].flatMap((rule) => (rule === undefined ? [] : [rule]))),
    },
    policies: {
      interpretationsOf: (wanted) => {
        asked.push(wanted);
        return Promise.resolve(articles);
      },
    },
    policySources: {
      all: () =>
        Promise.resolve([
          { ...TRUSTED, whitelisted: true },
          { ...OTHER, whitelisted: false },
        ] as unknown as PolicySource[]),
    },
  });
  const offersOf = await readOffers(deps, mandates);
  return { offers: mandates.map(offersOf), asked };
}

test('an article of a trusted source is offered with its address, its date and that source', async () => {
  const one = article();
  expect(await offered([one])).toEqual({
    offers: [
      [
        {
          policyId: one.id,
          title: '一图读懂',
          url: 'https://www.gov.cn/jiedu/1.htm',
          sourceTitle: '可信来源',
          published: { precision: 'day', value: '2026-09-18', original: '2026-09-18' },
        },
      ],
    ],
    asked: [[ABOUT]],
  });
  expect((await offered([article({ publishedAt: null })])).offers[0]?.[0]?.published).toBeNull();
});

test.each([
  ['without an address', { url: null }],
  ['that was withdrawn', { withdrawal: { reason: 'gone', noticedAt: NOW } }],
  ['of other sources alone', { sightings: seenIn(OTHER) }],
  ['about another document', { interprets: { names: ['另一意见'], url: null, policyId: ids.id<PolicyId>() } }],
  ['about none', { interprets: null }],
])('an article %s is not offered', async (_which, given) => {
  expect((await offered([article(given as Given<Policy>)])).offers).toEqual([[]]);
});

test('a rule may offer none: nobody asks for its documents, and nothing is offered with them', async () => {
  expect(await offered([article()], [mandate(SILENT)])).toEqual({ offers: [[]], asked: [] });
  const both = await offered([article()], [mandate(), mandate(SILENT), mandate()]);
  expect([both.offers.map(({ length }) => length), both.asked]).toEqual([[1, 0, 1], [[ABOUT]]]);
});
