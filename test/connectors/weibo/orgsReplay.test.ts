import fs from 'node:fs';
import path from 'node:path';
import { gapsOver } from '../../../src/domain/judging/gaps';
import { HOUR_MS } from '../../../src/domain/time/instant';
import { createWeiboConnector } from '../../../src/connectors/weibo/connector';
import { TIMELINE_CAP } from '../../../src/connectors/weibo/collect';
import { asList, asRecord, asText, parseJson } from '../../../src/connectors/reading/json';
import { accessTo, callAt, standingClock } from '../support/access';
import { fakeHttp } from '../support/fakeHttp';
import { describeWithData } from '../../sharedData';

interface RecordedPost {
  readonly id: string;
  readonly at: Date;
  readonly text: string;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** A Beijing time as the interface writes it. */
function weiboStamp(at: Date): string {
  const beijing = new Date(at.getTime() + 8 * HOUR_MS);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${DAYS[beijing.getUTCDay()]} ${MONTHS[beijing.getUTCMonth()]} ${two(beijing.getUTCDate())} ${two(beijing.getUTCHours())}:${two(beijing.getUTCMinutes())}:${two(beijing.getUTCSeconds())} +0800 ${beijing.getUTCFullYear()}`;
}

function recordedPosts(file: string): RecordedPost[] {
  const list = asList(asRecord(parseJson(fs.readFileSync(file, 'utf8')))?.['weibo']) ?? [];
  return list.map((entry) => {
    const record = asRecord(entry);
    return {
      id: asText(record?.['id']) ?? '',
      at: new Date(`${asText(record?.['created_at']) ?? ''}+08:00`),
      text: asText(record?.['text']) ?? '',
    };
  });
}

/** Looks after every recorded post, as the interface would have answered then, and gathers what was seen. */
async function replay(uid: string, posts: readonly RecordedPost[]): Promise<ReadonlyMap<string, Date>> {
  let now = new Date(0);
  const connector = createWeiboConnector({
    base: 'https://api.weibo.com',
    clock: standingClock(),
    http: fakeHttp(() => {
      const visible = posts
        .filter((post) => post.at <= now)
        .sort((one, other) => other.at.getTime() - one.at.getTime());
      return {
        json: {
          total_number: visible.length + 9000,
          statuses: visible.slice(0, TIMELINE_CAP).map((post) => ({
            idstr: post.id,
            created_at: weiboStamp(post.at),
            text: post.text,
            user: { idstr: uid },
          })),
        },
      };
    }),
  });
  const access = accessTo({ platform: 'weibo', externalId: uid }, { accessToken: 'x' });
  const seen = new Map<string, Date>();
  for (const at of [...new Set(posts.map((post) => post.at.getTime()))].sort((one, other) => one - other)) {
    now = new Date(at);
    const look = await connector.collector.collect(access, callAt(now));
    if (look.outcome !== 'items') throw new Error(`${uid}: ${look.outcome}`);
    for (const item of look.items)
      if (item.publishedAt.precision === 'instant') seen.set(item.identity, item.publishedAt.at);
  }
  return seen;
}

describeWithData('ten organisations in November 2024', 'weibo/orgs_2024', (folder) => {
  const files = fs.readdirSync(folder).filter((name) => name.endsWith('.json'));
  const TWO_DAYS_MS = 48 * HOUR_MS;

  test('are replayed without losing a post, and only the two slow ones have a gap of more than two days', async () => {
    const gaps: string[] = [];
    for (const file of files) {
      const posts = recordedPosts(path.join(folder, file));
      const seen = await replay(file.split('.')[0] ?? '', posts);
      expect([file, seen.size]).toEqual([file, new Set(posts.map((post) => post.id)).size]);
      for (const gap of gapsOver([...seen.values()], TWO_DAYS_MS))
        gaps.push(`${file.split('.')[0]} ${(gap.gapMs / HOUR_MS).toFixed(1)} h`);
    }
    expect(files.length).toBeGreaterThanOrEqual(9);
    expect(gaps.sort()).toEqual(['2417002494 73.0 h', '7547951261 114.0 h']);
  });

  test('give the same posts whatever the order in the file', async () => {
    const posts = recordedPosts(path.join(folder, '1960785875.json'));
    const turned = [...posts].reverse();
    expect([...(await replay('1960785875', turned))].sort()).toEqual([...(await replay('1960785875', posts))].sort());
  });
});
