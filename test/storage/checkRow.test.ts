import { compileRowCheck } from '../../src/storage/checkRow';
import { thingSchema } from './thingSchema';

const AT = new Date('2026-09-18T02:00:00Z');
const check = compileRowCheck(thingSchema);
const ROW = {
  _id: 'a',
  title: '通知',
  size: 3,
  isOpen: false,
  at: AT,
  tags: ['x'],
  days: { '2026-09-18': 2 },
  data: { any: { thing: [1, null] } },
  lease: { token: null, untilAt: AT },
  steps: [{ to: 'open', notes: ['n'] }],
};

test('a row that is what its schema says is stored as it is', () => {
  expect(check(ROW)).toEqual(ROW);
});

test('absent lists are stored empty, at every depth; other absent fields stay absent, and null stays null', () => {
  expect(check({ _id: 'a', title: undefined, at: null, steps: [{ to: 'open' }], data: { gone: undefined } })).toEqual({
    _id: 'a',
    at: null,
    tags: [],
    steps: [{ to: 'open', notes: [] }],
    data: {},
  });
});

test.each<[string, object, string]>([
  ['a field nobody knows', { colour: 'red' }, 'colour is not in the schema'],
  ['a number in place of text', { title: 3 }, 'title must be of type String'],
  ['an object in place of text', { title: { $gt: '' } }, 'title must be of type String'],
  ['text in place of a number', { size: '3' }, 'size must be of type Number'],
  ['no number', { size: Number.NaN }, 'size must be of type Number'],
  ['text in place of a flag', { isOpen: 'no' }, 'isOpen must be of type Boolean'],
  ['text in place of an instant', { at: AT.toISOString() }, 'at must be of type Date'],
  ['no instant', { at: new Date(Number.NaN) }, 'at must be of type Date'],
  ['one tag in place of a list', { tags: 'x' }, 'tags must be a list'],
  ['another thing in a list', { tags: ['x', 3] }, 'tags.1 must be of type String'],
  ['text in a map of numbers', { days: { today: 'two' } }, 'days.today must be of type Number'],
  ['a key with a dot', { days: { 'a.b': 1 } }, 'days has a key that cannot be stored'],
  ['a key that is an operator', { data: { $where: 1 } }, 'data has a key that cannot be stored'],
  ['a list in place of a part', { lease: [] }, 'lease must be an object'],
  ['an instant in place of a part', { lease: AT }, 'lease must be an object'],
  ['a field of a part nobody knows', { lease: { colour: 'red' } }, 'lease.colour is not in the schema'],
  ['a wrong field deep in a list', { steps: [{ to: 'a' }, { to: 4 }] }, 'steps.1.to must be of type String'],
])('a row with %s is refused, by its path', (_what, wrong, message) => {
  expect(() => check({ ...ROW, ...wrong })).toThrow(message);
});
