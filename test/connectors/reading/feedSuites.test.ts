import fs from 'node:fs';
import path from 'node:path';
import { civilDateOf } from '../../../src/domain/time/civil';
import { dayOf } from '../../../src/domain/time/published';
import { decodeText } from '../../../src/connectors/reading/charset';
import { readFeed } from '../../../src/connectors/reading/feed';
import type { FeedEntry, FeedRead } from '../../../src/connectors/reading/feedEntry';
import { nameEntries } from '../../../src/connectors/portal/identity';
import { interpretRows, nameRows, toRows } from '../../../src/connectors/portal/rows';
import { describeWithData } from '../../sharedData';
import { cpuMsOf } from '../support/cpuTime';

const NOW = new Date('2026-09-18T04:00:00Z');

function filesIn(folder: string): string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(folder, entry.name);
    return entry.isDirectory() ? filesIn(full) : [full];
  });
}

function readEntries(read: FeedRead): { readonly kind: FeedRead['kind']; readonly entries: readonly FeedEntry[] } {
  return { kind: read.kind, entries: read.kind === 'feed' ? read.entries : [] };
}

/**
 * Both suites hold what feeds really look like, well-formed or not. Nothing may crash, hang, or come out dated by
 * guess.
 */
describeWithData('the feed suites of two parsers', 'feeds', (folder) => {
  test.each([
    ['feedparser', 2_000, 1_200, 30],
    ['rss-parser/input', 25, 1_000, 900],
    ['before-after', 6, 20, 10],
  ])(
    '%s: every file is survived within two seconds of work, with sane dates and unique identities',
    async (part, fewestFiles, fewestEntries, fewestDated) => {
      const files = filesIn(path.join(folder, part)).filter((file) => /\.(xml|rss|rdf|atom|feed)$/.test(file));
      const slow: string[] = [];
      const missed: string[] = [];
      const doubtful: string[] = [];
      let entries = 0;
      let dated = 0;
      for (const file of files) {
        const { text } = decodeText(fs.readFileSync(file), null);
        let read: FeedRead = { kind: 'not-a-feed' };
        const readMs = await cpuMsOf(async () => {
          read = await readFeed(text);
        });
        if (readMs > 2000) slow.push(file);
        const { kind, entries: found } = readEntries(read);
        if (kind === 'not-a-feed') {
          if (/<(?:item|entry)[\s>]/.test(text)) missed.push(file);
          continue;
        }
        const rows = toRows(found, 'https://feeds.example/feed.xml');
        const look = interpretRows(nameRows(rows, []), { detail: 'feed', startedAt: NOW });
        entries += rows.length;
        dated += rows.filter((row) => row.publishedAt !== null).length;
        const identities = look.items.map((item) => item.identity);
        if (new Set(identities).size !== identities.length) doubtful.push(`${file}: identities`);
        for (const row of rows) {
          const day = row.publishedAt === null ? null : dayOf(row.publishedAt);
          if (day !== null && (day < '1990-01-01' || day > civilDateOf(NOW))) doubtful.push(`${file}: ${day}`);
        }
      }
      expect({ slow, missed, doubtful }).toEqual({ slow: [], missed: [], doubtful: [] });
      expect(files.length).toBeGreaterThanOrEqual(fewestFiles);
      expect(entries).toBeGreaterThanOrEqual(fewestEntries);
      expect(dated).toBeGreaterThanOrEqual(fewestDated);
    },
  );

  test.each([
    'rss-github-atom-0.xml rss-github-atom.xml',
    'rss-ruanyifeng-0.xml rss-ruanyifeng.xml',
    'rss-top5-old.xml rss-top5-new.xml',
  ])('%s: what stayed in a feed keeps its identity after an update', async (pair) => {
    const identities = await Promise.all(
      pair.split(' ').map(async (name) => {
        const read = await readFeed(decodeText(fs.readFileSync(path.join(folder, 'before-after', name)), null).text);
        const rows = read.kind === 'feed' ? toRows(read.entries, 'https://feeds.example/feed.xml') : [];
        return new Map(nameEntries(rows).map((identity, at) => [rows[at]?.url, identity]));
      }),
    );
    const [before, after] = identities;
    const stayed = [...(before ?? [])].filter(([url]) => after?.has(url));
    expect(stayed.length).toBeGreaterThan(0);
    expect(stayed.filter(([url, identity]) => after?.get(url) !== identity)).toEqual([]);
  });
});
