import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { gapsOver } from '../../../src/domain/judging/gaps';
import { readPublished } from '../../../src/domain/time/readTime';
import { HOUR_MS } from '../../../src/domain/time/instant';
import { describeWithData } from '../../sharedData';

const LIMIT = 48 * HOUR_MS;
const at = (hours: number, ms = 0): Date => new Date(Date.UTC(2026, 8, 1) + hours * HOUR_MS + ms);

describe('gapsOver', () => {
  test('finds a gap longer than the limit, not one of exactly the limit', () => {
    expect(gapsOver([at(0), at(48)], LIMIT)).toEqual([]);
    expect(gapsOver([at(0), at(48, 1)], LIMIT)).toEqual([{ fromAt: at(0), toAt: at(48, 1), gapMs: LIMIT + 1 }]);
  });

  test('needs two posts', () => {
    expect(gapsOver([], LIMIT)).toEqual([]);
    expect(gapsOver([at(0)], LIMIT)).toEqual([]);
  });

  test('answers the same for any order of the input, oldest gap first', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(2000), { maxLength: 30 }), (hours) => {
        const sorted = [...hours].sort((one, other) => one - other);
        const gaps = gapsOver(
          hours.map((hour) => at(hour)),
          LIMIT,
        );
        expect(gaps).toEqual(
          gapsOver(
            sorted.map((hour) => at(hour)),
            LIMIT,
          ),
        );
        const expected = sorted.flatMap((hour, index) =>
          index > 0 && hour - (sorted[index - 1] ?? 0) > 48 ? [hour] : [],
        );
        expect(gaps.map(({ toAt }) => toAt)).toEqual(expected.map((hour) => at(hour)));
      }),
    );
  });
});

describeWithData('one post every two days, on the organisations of 2024', 'weibo/orgs_2024', (folder) => {
  interface Status {
    readonly created_at: string;
  }
  const accounts = fs
    .readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => {
      const { weibo } = JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8')) as { weibo: Status[] };
      const instants = weibo.map(({ created_at }) => {
        const published = readPublished(created_at);
        if (published?.precision !== 'instant') throw new Error(`unreadable ${created_at}`);
        return published.at;
      });
      return { uid: name.split('.')[0] ?? '', instants };
    });
  const longGaps = (shuffle: (instants: readonly Date[]) => readonly Date[]) =>
    accounts
      .flatMap(({ uid, instants }) =>
        gapsOver(shuffle(instants), LIMIT).map(({ gapMs }) => `${uid} ${(gapMs / HOUR_MS).toFixed(1)} h`),
      )
      .sort();

  test('finds exactly the two long gaps and none of the nightly ones', () => {
    // Of the ten organisations listed, nine come with their posts.
    expect(accounts).toHaveLength(9);
    expect(longGaps((instants) => instants)).toEqual(['2417002494 73.0 h', '7547951261 114.0 h']);
  });

  test('whatever the order in the file', () => {
    for (const shuffle of [
      (instants: readonly Date[]) => [...instants].reverse(),
      (instants: readonly Date[]) =>
        [...instants].sort((one, other) => (one.getTime() % 977) - (other.getTime() % 977)),
    ]) {
      expect(longGaps(shuffle)).toEqual(longGaps((instants) => instants));
    }
  });

  test('the nights are there: every lively account pauses for hours', () => {
    const lively = accounts.filter(({ uid }) => uid !== '2417002494' && uid !== '7547951261');
    expect(lively.every(({ instants }) => gapsOver(instants, 5 * HOUR_MS).length > 0)).toBe(true);
  });
});
