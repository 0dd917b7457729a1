import type { PolicyId, PolicySourceId } from '../../../src/domain/ids';
import type { Mandate, MandateRule } from '../../../src/domain/mandates/mandate';
import type { Policy, PolicySource } from '../../../src/domain/policies/policy';
import type { CivilDate } from '../../../src/domain/time/instant';
import { mandateOf, policyOf } from '../mandateSamples';
import { after, eventOf, NOW, publishedOn } from '../samples';
import { ids, useTestStore } from '../testStore';

const { storage } = useTestStore();

const page = { limit: 50, cursor: null };
const insert = (policy: Policy): Promise<string> => storage.policies.insert(policy, eventOf(`policy:${policy.id}`));

describe('policies', () => {
  test('are kept exactly and found by any of their keys', async () => {
    const policy = policyOf({
      identityKeys: ['doc:国发〔2026〕30号', 'url:https://www.gov.example/a.b$c'],
      publishedAt: publishedOn('2026-09-18'),
      body: '全文',
    });
    expect(await insert(policy)).toBe('inserted');
    expect(await storage.policies.byId(policy.id)).toEqual(policy);
    expect(await storage.policies.byIdentityKeys(['nothing', 'url:https://www.gov.example/a.b$c'])).toEqual([policy]);
    expect(await storage.policies.byIdentityKeys(policy.identityKeys)).toEqual([policy]);
    expect(await storage.policies.byIdentityKeys([])).toEqual([]);
  });

  test('sharing a single key conflict, whichever key it is, however many insert at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) => insert(policyOf({ identityKeys: [`own:${index}`, 'doc:shared'] }))),
    );
    expect(answers.filter((answer) => answer === 'inserted')).toHaveLength(1);
    expect((await storage.policies.list({}, page)).items).toHaveLength(1);
    expect(await insert(policyOf({ identityKeys: ['doc:other'] }))).toBe('inserted');
  });

  test('without any key are refused', async () => {
    await expect(insert(policyOf({ identityKeys: [] }))).rejects.toThrow(/no identity key/);
  });

  test('are replaced by the one who read the latest version, and by nobody else', async () => {
    const policy = policyOf();
    await insert(policy);
    const sighting = {
      sourceId: ids.id<PolicySourceId>(),
      url: null,
      statedSource: '部门',
      firstSeenAt: NOW,
      lastSeenAt: NOW,
      listed: true,
    };
    const merged = { ...policy, sightings: [...policy.sightings, sighting] };
    const changed = { ...policy, version: 2, title: '改题' };
    expect(await storage.policies.replace(policy, merged, null)).toBe(true);
    expect(await storage.policies.replace(policy, changed, eventOf('policy'))).toBe(false);
    expect(await storage.policies.replace(merged, { ...merged, version: 2 }, eventOf('policy'))).toBe(true);
    expect(await storage.policies.replace(merged, { ...merged, version: 2, title: '晚到' }, null)).toBe(false);
    expect(await storage.policies.byId(policy.id)).toEqual({ ...merged, version: 2 });
  });

  test('are not replaced by one that takes the key of another', async () => {
    const [one, other] = [policyOf(), policyOf()];
    await insert(one);
    await insert(other);
    expect(
      await storage.policies.replace(one, { ...one, identityKeys: [...one.identityKeys, ...other.identityKeys] }, null),
    ).toBe(false);
    expect(await storage.policies.byId(one.id)).toEqual(one);
  });

  test('are considered once per version, oldest publication first', async () => {
    const old = policyOf({ publishedAt: publishedOn('2026-09-01') });
    const fresh = policyOf();
    for (const policy of [fresh, old]) await insert(policy);
    expect((await storage.policies.unconsidered(10)).map((policy) => policy.id)).toEqual([old.id, fresh.id]);
    await storage.policies.markConsidered(old.id, 1, { reason: 'topic', at: NOW, awaitsPerson: false, event: null });
    await storage.policies.markConsidered(fresh.id, 2, { reason: 'topic', at: NOW, awaitsPerson: false, event: null });
    expect((await storage.policies.unconsidered(10)).map((policy) => policy.id)).toEqual([fresh.id]);
    expect(await storage.policies.decisions([old.id, fresh.id])).toEqual(
      new Map<PolicyId, string>([[old.id, 'topic']]),
    );
    await storage.policies.replace(old, { ...old, version: 2 }, null);
    expect((await storage.policies.unconsidered(10)).map((policy) => policy.id)).toEqual([old.id, fresh.id]);
  });

  test('leave an event where they begin or cease to wait for a person, and none in between', async () => {
    const policy = policyOf();
    await insert(policy);
    const consider = async (awaitsPerson: boolean): Promise<boolean> => {
      const event = eventOf(`policy:${policy.id}`);
      const decision = { reason: 'authority-unknown', at: NOW, awaitsPerson, event };
      await storage.policies.markConsidered(policy.id, 1, decision);
      while ((await storage.outbox.relay(500)) > 0);
      return (await storage.ledger.after(0, 500)).some(({ eventId }) => eventId === event.eventId);
    };
    expect([await consider(false), await consider(true), await consider(true)]).toEqual([false, true, false]);
    expect((await storage.policies.list({ awaitsPerson: true }, page)).items).toEqual([policy]);
    expect([await consider(false), await consider(false)]).toEqual([true, false]);
    expect((await storage.policies.list({ awaitsPerson: true }, page)).items).toEqual([]);
  });

  test('are known by the sources that still list them', async () => {
    const sourceId = ids.id<PolicySourceId>();
    const seen = { sourceId, url: null, statedSource: null, firstSeenAt: NOW, lastSeenAt: NOW };
    const elsewhere = { ...seen, sourceId: ids.id<PolicySourceId>() };
    const listed = policyOf({
      sightings: [
        { ...elsewhere, listed: false },
        { ...seen, listed: true },
      ],
    });
    await insert(listed);
    await insert(
      policyOf({
        sightings: [
          { ...elsewhere, listed: true },
          { ...seen, listed: false },
        ],
      }),
    );
    expect(await storage.policies.listedBySource(sourceId)).toEqual([listed]);
  });

  test('are searched by authority and by part of the title', async () => {
    const wanted = policyOf({ title: '国务院关于(试点)的意见', authority: 'province' });
    for (const policy of [
      wanted,
      policyOf({ title: '国务院关于试点的意见', authority: 'province' }),
      policyOf({ title: '关于(试点)', authority: 'city' }),
    ])
      await insert(policy);
    expect(
      (await storage.policies.list({ authority: 'province', q: '(试点)' }, page)).items.map((policy) => policy.id),
    ).toEqual([wanted.id]);
  });
});

describe('policy sources', () => {
  const source: PolicySource = {
    id: ids.id<PolicySourceId>(),
    key: 'gov.cn',
    kind: 'govcn-json',
    title: '中国政府网',
    authority: 'state-council',
    url: 'https://www.gov.example/zuixin.json',
    whitelisted: true,
    settings: { issuer: '教育部', itemSelector: '.list > li' },
    counterpartKey: 'city-edu',
  };

  test('keep their id and their health when they are registered again', async () => {
    expect(await storage.policySources.upsert(source)).toEqual(source);
    await storage.policySources.recordLook(source.id, { at: NOW, outcome: 'items', detail: 'ok', entries: 20 });
    await storage.policySources.recordLook(source.id, {
      at: after(1_000),
      outcome: 'unreachable',
      detail: 'timeout',
      entries: 0,
    });
    const again = await storage.policySources.upsert({ ...source, id: ids.id<PolicySourceId>(), title: '国务院' });
    expect(again).toEqual({ ...source, title: '国务院' });
    expect(await storage.policySources.health()).toEqual([
      { source: again, lastLookAt: after(1_000), lastSightAt: NOW, lastOutcome: 'unreachable', entries: 20 },
    ]);
    expect(await storage.policySources.all()).toEqual([again]);
  });
});

describe('mandates', () => {
  const rule: MandateRule = {
    id: ids.id(),
    key: 'state-council',
    title: '国务院政策',
    authorities: ['state-council'],
    topicWords: [],
    platforms: ['weibo', 'wechat'],
    regions: [],
    limit: { workingDays: 1 },
    limitByPlatform: { weibo: { hours: 24 } },
    review: 'pre-approved',
    effectiveFrom: '2026-09-01' as CivilDate,
    clause: '国办发〔2018〕123号',
  };

  test('rules keep their id by key', async () => {
    expect(await storage.mandates.upsertRule(rule)).toEqual(rule);
    const changed = { ...rule, limit: { hours: 48 }, limitByPlatform: {} };
    expect(await storage.mandates.upsertRule({ ...changed, id: ids.id() })).toEqual(changed);
    expect(await storage.mandates.rules()).toEqual([changed]);
  });

  test('are one per policy version and rule, and kept exactly', async () => {
    const mandate = mandateOf();
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        storage.mandates.insert(index === 0 ? mandate : { ...mandate, id: ids.id() }, eventOf('mandate')),
      ),
    );
    expect(answers.filter((answer) => answer === 'inserted')).toHaveLength(1);
    const [stored] = (await storage.mandates.list(page)).items;
    expect(stored).toEqual({ ...mandate, id: stored?.id });
    expect(await storage.mandates.insert({ ...mandate, id: ids.id(), policyVersion: 2 }, eventOf('mandate'))).toBe(
      'inserted',
    );
  });

  test('wait for expansion until it is marked', async () => {
    const mandate = mandateOf();
    await storage.mandates.insert(mandate, eventOf('mandate'));
    expect(await storage.mandates.unexpanded(5)).toEqual([mandate]);
    await storage.mandates.markExpanded(mandate);
    expect(await storage.mandates.unexpanded(5)).toEqual([]);
    expect((await storage.mandates.byId(mandate.id))?.expanded).toBe(true);
  });

  test('are reviewed once at each stage', async () => {
    const drafted = mandateOf({ stage: 'drafted', reviews: [] });
    await storage.mandates.insert(drafted, eventOf('mandate'));
    const next = (name: string): Mandate => ({
      ...drafted,
      stage: 'first-review',
      reviews: [{ stage: 'first-review', by: ids.id(), at: after(name.length) }],
    });
    const answers = await Promise.all(
      ['甲', '乙丙'].map((name) => storage.mandates.review(drafted, next(name), eventOf('mandate'))),
    );
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect((await storage.mandates.byId(drafted.id))?.reviews).toHaveLength(1);
  });
});
