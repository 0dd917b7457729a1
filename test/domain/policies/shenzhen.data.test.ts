import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import Parser from 'rss-parser';
import type { PolicyId, PolicySourceId } from '../../../src/domain/ids';
import { identifyEntries } from '../../../src/domain/policies/identify';
import { planIntake, type IntakePlan } from '../../../src/domain/policies/intake';
import type { ObservedPolicy, Policy, PolicySource } from '../../../src/domain/policies/policy';
import { dayOf } from '../../../src/domain/time/published';
import { readPublished } from '../../../src/domain/time/readTime';
import { describeWithData } from '../../sharedData';

const source: PolicySource = {
  id: 'shenzhen' as PolicySourceId,
  key: 'shenzhen',
  kind: 'rss',
  title: '深圳政策RSS聚合',
  authority: 'city',
  url: 'https://example.org/rss.xml',
  whitelisted: false,
};
const SNAPSHOTS = ['efc8fa11', 'fdd1fed8', 'a17e6f2c'];
const LANDING = 'https://www.inanshan.org.cn/ztfw/zcfw/zchj';

describeWithData('three snapshots of one government policy feed', 'policy', (folder) => {
  async function read(snapshot: string): Promise<ObservedPolicy[]> {
    const parser = new Parser<object, { source: string }>({ customFields: { item: ['source'] } });
    const feed = await parser.parseString(
      fs.readFileSync(path.join(folder, `shenzhen_policy_rss_${snapshot}.xml`), 'utf8'),
    );
    return feed.items.map((item) => ({
      title: item.title ?? '',
      url: item.link ?? null,
      guid: item.guid ?? null,
      issuer: null,
      docNumber: null,
      publishedAt: readPublished(item.pubDate, { midnightMeansDay: true }),
      summary: item.content ?? '',
      body: null,
      statedSource: item.source,
    }));
  }

  let made = 0;
  function take(entries: readonly ObservedPolicy[], stored: readonly Policy[], minutes: number): IntakePlan {
    return planIntake({
      identified: identifyEntries(entries),
      existing: stored,
      listedBefore: stored.filter(({ sightings }) => sightings.some(({ listed }) => listed)),
      source,
      now: new Date(Date.UTC(2026, 3, 15, 8, minutes)),
      newId: () => `policy-${++made}` as PolicyId,
      hash: (text) => createHash('sha256').update(text).digest('hex'),
    });
  }
  function store(stored: readonly Policy[], plan: IntakePlan): Policy[] {
    const replaced = new Map(plan.replaces.map(({ next }) => [next.id, next]));
    return [...stored.map((policy) => replaced.get(policy.id) ?? policy), ...plan.inserts];
  }

  let snapshots: ObservedPolicy[][] = [];
  const plans: IntakePlan[] = [];
  const states: Policy[][] = [[]];
  beforeAll(async () => {
    snapshots = await Promise.all(SNAPSHOTS.map(read));
    for (const [index, entries] of snapshots.entries()) {
      const before = states[index] ?? [];
      const plan = take(entries, before, index * 30);
      plans.push(plan);
      states.push(store(before, plan));
    }
  });
  const titled = (policies: readonly Policy[], part: string): Policy[] =>
    policies.filter(({ title }) => title.includes(part));

  test('166 entries are 165 policies', () => {
    expect(snapshots.map((entries) => entries.length)).toEqual([166, 166, 166]);
    expect(plans[0]?.counts).toEqual({
      entries: 166,
      fresh: 165,
      merged: 1,
      unchanged: 0,
      sourceChanged: 0,
      textChanged: 0,
      unlisted: 0,
    });
    expect(plans[0]?.inserts).toHaveLength(165);
    expect(plans[0]?.replaces).toEqual([]);
  });

  test('no two policies share an identity key, so a store can keep each key unique', () => {
    for (const state of states.slice(1)) {
      const keys = state.flatMap(({ identityKeys }) => identityKeys);
      expect(new Set(keys).size).toBe(keys.length);
      expect(state.every(({ identityKeys }) => identityKeys.length > 0)).toBe(true);
    }
  });

  test('the ten that share one landing page as link and guid stay ten', () => {
    const landing = (states[1] ?? []).filter(({ url }) => url === LANDING);
    expect(landing).toHaveLength(10);
    expect(landing.flatMap(({ identityKeys }) => identityKeys.filter((key) => key.startsWith('url:')))).toEqual([]);
  });

  test('two editions of one title stay apart, told by their date', () => {
    const editions = titled(states[1] ?? [], '支持创新创业“六个一”行动方案');
    expect(editions.map(({ publishedAt }) => (publishedAt === null ? null : dayOf(publishedAt))).sort()).toEqual([
      '2025-03-25',
      '2025-11-18',
    ]);
  });

  test('the document that stands twice under 深工信规〔2025〕8号 is one policy with two links and the earlier date', () => {
    const [policy, ...others] = (states[1] ?? []).filter(({ docNumber }) => docNumber === '深工信规〔2025〕8号');
    expect(others).toEqual([]);
    expect(policy?.sightings.map(({ url }) => new URL(url ?? '').hostname).sort()).toEqual([
      'gxj.sz.gov.cn',
      'www.szns.gov.cn',
    ]);
    expect(policy?.publishedAt).toMatchObject({ precision: 'day', on: '2025-10-14' });
  });

  test('the entry that only cites this 文号 stays apart and has none of its own', () => {
    const [citing] = titled(states[1] ?? [], '专精特新中小企业和复核通过的2022年深圳市专精特新中小企业名单的公示');
    expect(citing).toMatchObject({ docNumber: null, sightings: [expect.anything()] });
    expect(citing?.summary).toContain('深工信规〔2025〕8号');
  });

  test('a re-poll of the same list yields nothing new and writes nothing', () => {
    expect(plans[1]?.counts).toEqual({
      entries: 166,
      fresh: 0,
      merged: 0,
      unchanged: 166,
      sourceChanged: 0,
      textChanged: 0,
      unlisted: 0,
    });
    expect(plans[1]).toMatchObject({ inserts: [], replaces: [] });
  });

  test('the third snapshot yields one new policy, one no longer listed, ten with another source', () => {
    expect(plans[2]?.counts).toEqual({
      entries: 166,
      fresh: 1,
      merged: 0,
      unchanged: 155,
      sourceChanged: 10,
      textChanged: 0,
      unlisted: 1,
    });
    expect(plans[2]?.inserts.map(({ title }) => title)).toEqual([
      '关于公开遴选2025年四季度“流量券”广告服务商报名延期的通知',
    ]);
    const changes = (plans[2]?.replaces ?? []).map(({ change }) => change);
    expect([
      changes.filter((change) => change === 'source-changed').length,
      changes.filter((change) => change === 'unlisted').length,
      changes.length,
    ]).toEqual([10, 1, 11]);
    expect(states[3]).toHaveLength(166);
  });

  test('no longer listed is no withdrawal: the policy stays, with the other place still listed', () => {
    const [policy] = (states[3] ?? []).filter(({ docNumber }) => docNumber === '深工信规〔2025〕8号');
    expect(policy?.sightings.map(({ url, listed }) => [new URL(url ?? '').hostname, listed]).sort()).toEqual([
      ['gxj.sz.gov.cn', true],
      ['www.szns.gov.cn', false],
    ]);
    expect(policy?.version).toBe(1);
  });

  test('another source line is no other text: version and hash stay', () => {
    for (const { expected, next, change } of plans[2]?.replaces ?? []) {
      expect([next.version, next.textHash, next.summary]).toEqual([
        expected.version,
        expected.textHash,
        expected.summary,
      ]);
      if (change === 'source-changed')
        expect([expected.sightings[0]?.statedSource, next.sightings[0]?.statedSource]).toEqual([
          '发布机构：',
          '南山区企业服务',
        ]);
    }
  });

  test('the order of the list does not matter for what is one policy', () => {
    const reversed = take([...(snapshots[0] ?? [])].reverse(), [], 0);
    expect(reversed.counts).toEqual(plans[0]?.counts);
    const sets = (plan: IntakePlan | undefined): string[] =>
      (plan?.inserts ?? []).map(({ identityKeys }) => [...identityKeys].sort().join(' ')).sort();
    expect(sets(reversed)).toEqual(sets(plans[0]));
  });

  test('going back to the first list finds everything again: nothing new, one listed again', () => {
    const back = take(snapshots[0] ?? [], states[3] ?? [], 90);
    expect(back.counts).toMatchObject({ fresh: 0, merged: 0, sourceChanged: 10, unlisted: 1 });
    expect(back.replaces.filter(({ change }) => change === 'seen-again').map(({ next }) => next.docNumber)).toEqual([
      '深工信规〔2025〕8号',
    ]);
  });
});
