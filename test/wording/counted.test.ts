import { counted } from '../../src/wording/counted';
import { letterTexts } from '../../src/wording/en/letterTexts';
import { messageTexts } from '../../src/wording/en/messageTexts';
import { en } from '../../src/web/words/en';

test.each([
  [0, '0 alerts'],
  [1, '1 alert'],
  ['1', '1 alert'],
  ['2', '2 alerts'],
  ['21', '21 alerts'],
  ['1\u2009001', '1\u2009001 alerts'],
])('%j is said as %s', (count, said) => {
  expect(counted(count, 'alert')).toBe(said);
});

test('a noun with a plural of its own has that', () => {
  expect([counted('1', 'policy', 'policies'), counted('2', 'policy', 'policies')]).toEqual(['1 policy', '2 policies']);
});

/** Every text made of figures, with one of each thing; what takes something else than texts and figures is left out. */
function ofOne(dictionary: object, prefix = ''): readonly (readonly [path: string, text: string])[] {
  return Object.entries(dictionary).flatMap(([key, value]: [string, unknown]) => {
    if (typeof value === 'object' && value !== null) return ofOne(value, `${prefix}${key}.`);
    if (typeof value !== 'function') return [];
    try {
      const text = (value as (...of: readonly string[]) => unknown)(...Array<string>(value.length).fill('1'));
      return typeof text === 'string' ? [[`${prefix}${key}`, text] as const] : [];
    } catch {
      return [];
    }
  });
}

const MANY = [
  ...['alerts', 'accounts', 'times', 'days', 'hours', 'minutes', 'mandates', 'units', 'recipients', 'faults', 'looks'],
  ...['notifications', 'posts', 'pictures', 'kinds', 'rosters', 'policies', 'obligations', 'counterparts', 'messages'],
];

test.each([
  ['letters', letterTexts],
  ['messages', messageTexts],
  ['the pages of notifications', en.notify],
  ['the pages of letters', en.letters],
  ['the pages of duty', en.rosters],
  ['the pages of escalation', en.ladders],
  ['the page of alerts', en.alerts],
  ['the page of today', en.today],
  ['the pages of accounts', en.accounts],
])('one of a thing is said in the singular in %s', (_where, dictionary) => {
  const texts = ofOne(dictionary);
  expect(texts.length).toBeGreaterThan(2);
  const wrong = texts.filter(([, text]) =>
    new RegExp(`\\b1 (?:more |known |open )?(?:${MANY.join('|')})\\b`).test(text),
  );
  expect(wrong).toEqual([]);
});
