import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { createPolicyFeed } from '../../../src/connectors/policies/policyFeed';
import type { PolicyId, PolicySourceId } from '../../../src/domain/ids';
import { identifyEntries } from '../../../src/domain/policies/identify';
import { planIntake } from '../../../src/domain/policies/intake';
import type { ObservedPolicy, Policy, PolicyIntakeCounts, PolicySource } from '../../../src/domain/policies/policy';
import { callAt } from '../support/access';
import { fakeHttp } from '../support/fakeHttp';
import { describeWithData } from '../../sharedData';

const source: PolicySource = {
  id: 'shenzhen' as PolicySourceId,
  key: 'shenzhen',
  kind: 'rss',
  title: '深圳',
  authority: 'city',
  url: 'https://feeds.example/rss.xml',
  whitelisted: false,
};

async function listed(file: string): Promise<readonly ObservedPolicy[]> {
  const read = await createPolicyFeed(
    fakeHttp(() => ({ body: fs.readFileSync(file), headers: { 'content-type': 'text/xml' } })),
    'https://www.gov.cn',
  ).read(source, callAt());
  if (read.outcome !== 'items') throw new Error(read.failure.code);
  expect(read.unreadable).toBe(0);
  return read.items;
}

/** Three snapshots of one feed, read through the connector and taken in one after the other. */
describeWithData('a government’s policy feed on three days', 'policy', (folder) => {
  test('166 entries are 165 policies; then nothing new; then one new, one unlisted, ten with another source', async () => {
    const stored = new Map<PolicyId, Policy>();
    let ids = 0;
    const take = async (snapshot: string): Promise<PolicyIntakeCounts> => {
      const identified = identifyEntries(await listed(path.join(folder, `shenzhen_policy_rss_${snapshot}.xml`)));
      const keys = new Set(identified.flatMap((entry) => entry.keys.map(({ key }) => key)));
      const all = [...stored.values()];
      const plan = planIntake({
        identified,
        source,
        now: new Date('2026-04-16T00:00:00Z'),
        newId: () => String((ids += 1)) as PolicyId,
        hash: (text) => createHash('sha256').update(text).digest('hex'),
        existing: all.filter((policy) => policy.identityKeys.some((key) => keys.has(key))),
        listedBefore: all.filter((policy) =>
          policy.sightings.some((sighting) => sighting.sourceId === source.id && sighting.listed),
        ),
      });
      for (const policy of plan.inserts) stored.set(policy.id, policy);
      for (const { next } of plan.replaces) stored.set(next.id, next);
      return plan.counts;
    };
    expect(await take('efc8fa11')).toMatchObject({ entries: 166, fresh: 165 });
    expect(stored.size).toBe(165);
    expect(await take('fdd1fed8')).toMatchObject({
      entries: 166,
      fresh: 0,
      sourceChanged: 0,
      textChanged: 0,
      unlisted: 0,
    });
    expect(await take('a17e6f2c')).toMatchObject({ fresh: 1, sourceChanged: 10, unlisted: 1 });
  });

  test('is dated by days, and every entry has title, address and source', async () => {
    const items = await listed(path.join(folder, 'shenzhen_policy_rss_efc8fa11.xml'));
    expect(items).toHaveLength(166);
    expect(new Set(items.map((item) => item.publishedAt?.precision))).toEqual(new Set(['day']));
    expect(items.filter((item) => item.title === '' || item.url === null || item.statedSource === null)).toEqual([]);
    expect(items.filter((item) => item.summary.startsWith('来源')).map((item) => item.title)).toEqual([]);
  });
});

describeWithData('documents of the State Council as listed in summer 2026', 'policy/gov_cn_excerpt', (folder) => {
  test('are read from the form that gov.cn gives them', async () => {
    const [, ...lines] = fs
      .readFileSync(path.join(folder, 'policy_documents_head_transcribed.csv'), 'utf8')
      .trim()
      .split('\n');
    const rows = lines
      .map((line) => line.split(','))
      .map((cells) => ({
        TITLE: cells.slice(5, -1).join(','),
        SUB_TITLE: '',
        URL: cells.at(-1),
        DOCRELPUBTIME: cells[0],
      }));
    const read = await createPolicyFeed(
      fakeHttp(() => ({ body: `\ufeff${JSON.stringify(rows)}` })),
      'https://www.gov.cn',
    ).read({ ...source, kind: 'govcn-json' }, callAt());
    expect(read).toMatchObject({ outcome: 'items', unreadable: 0 });
    const items = read.outcome === 'items' ? read.items : [];
    expect(items).toHaveLength(37);
    expect(
      items.every(
        (item) =>
          item.url?.startsWith('https://www.gov.cn/') &&
          item.publishedAt?.precision === 'day' &&
          item.publishedAt.on >= '2026-07-28' &&
          item.publishedAt.on <= '2026-08-14',
      ),
    ).toBe(true);
    expect(items.some((item) => /^\s|\s$/.test(item.title))).toBe(false);
  });
});
