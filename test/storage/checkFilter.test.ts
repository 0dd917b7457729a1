import { compileFilterCheck } from '../../src/storage/checkFilter';
import { anyOf, atLeast, notNull, someElement } from '../../src/storage/conditions';
import { thingSchema } from './thingSchema';

const AT = new Date('2026-09-18T02:00:00Z');
const check = compileFilterCheck(thingSchema);

test.each<[string, object]>([
  ['values of fields', { _id: 'a', size: 3, at: AT }],
  ['null', { at: null }],
  ['an element of a list, and a whole list', { tags: 'x', 'steps.notes': ['x', 'y'] }],
  ['fields of parts, and of parts in lists', { 'lease.token': 't', 'steps.to': 'open', 'lease.untilAt': atLeast(AT) }],
  ['keys of maps', { 'days.2026-09-18': 2, 'data.any': { thing: [1, null] } }],
  ['conditions of ours', { _id: anyOf(['a', null]), at: notNull(), steps: someElement({ to: 'open' }) }],
  ['one of several filters', { $or: [{ size: 1 }, { $and: [{ tags: 'x' }, { at: atLeast(AT) }] }] }],
])('a filter for %s is sent as it is', (_what, filter) => {
  expect(check(filter as never)).toEqual(filter);
});

test('an operator that is not ours is compared as a value, wherever it stands', () => {
  expect(check({ 'data.any': { $gt: '' }, $or: [{ lease: { $ne: null } }] })).toEqual({
    'data.any': { $eq: { $gt: '' } },
    $or: [{ lease: { $eq: { $ne: null } } }],
  });
});

test.each<[string, object, string]>([
  ['a field nobody knows', { colour: 'red' }, 'colour is not in the schema'],
  ['a field of a part nobody knows', { 'lease.colour': 'red' }, 'lease.colour is not in the schema'],
  ['a path below a text', { '_id.x': 'red' }, '_id.x is not in the schema'],
  ['a field nobody knows in one of several', { $or: [{ size: 1 }, { colour: 'red' }] }, 'colour is not in the schema'],
  ['an operator at the top', { $where: 'true' }, '$where is not in the schema'],
  ['a number in place of text', { _id: 3 }, '_id must be of type String'],
  ['text in place of an instant', { at: AT.toISOString() }, 'at must be of type Date'],
  ['another thing among several', { _id: anyOf(['a', 3]) }, '_id must be of type String'],
  ['text where a number is compared', { size: atLeast('3') }, 'size must be of type Number'],
  ['an operator in place of text', { _id: { $gt: '' } }, '_id must be of type String'],
  ['a number in a list of texts', { tags: 3 }, 'tags must be of type String'],
  ['nothing', { size: undefined }, 'size is compared with nothing'],
])('a filter with %s is refused, by its path', (_what, filter, message) => {
  expect(() => check(filter as never)).toThrow(message);
});
