import { compileUpdateCheck } from '../../src/storage/checkUpdate';
import { anyOf } from '../../src/storage/conditions';
import { thingSchema } from './thingSchema';

const AT = new Date('2026-09-18T02:00:00Z');
const check = compileUpdateCheck(thingSchema);

test.each<[string, object]>([
  ['fields, also to null', { $set: { title: '通知', at: AT, lease: null } }],
  ['fields of parts and keys of maps', { $set: { 'lease.token': 't', 'days.2026-09-18': 2, 'data.a': { any: [1] } } }],
  [
    'what is set on inserting, counted, kept least',
    { $setOnInsert: { _id: 'a' }, $inc: { size: 1 }, $min: { at: AT } },
  ],
  ['what is taken away', { $unset: { title: true, 'lease.token': true } }],
  ['elements added', { $push: { tags: 'x', steps: { $each: [{ to: 'open', notes: ['n'] }], $slice: -5 } } }],
  ['elements taken out', { $pull: { tags: 'x', steps: { to: anyOf(['a', 'b']) } } }],
])('an update of %s is sent as it is', (_what, update) => {
  expect(check(update)).toEqual(update);
});

test('undefined changes nothing, and lists absent from a part are stored empty', () => {
  expect(check({ $set: { title: undefined }, $push: { steps: { to: 'open' } }, $unset: undefined })).toEqual({
    $push: { steps: { to: 'open', notes: [] } },
  });
});

test.each<[string, object, string]>([
  ['a field nobody knows', { $set: { colour: 'red' } }, 'colour is not in the schema'],
  ['a field nobody knows taken away', { $unset: { colour: true } }, 'colour is not in the schema'],
  ['a field of a part nobody knows', { $set: { 'lease.colour': 1 } }, 'lease.colour is not in the schema'],
  ['a whole part with such a field', { $set: { lease: { colour: 1 } } }, 'lease.colour is not in the schema'],
  ['a number in place of text', { $set: { title: 3 } }, 'title must be of type String'],
  ['an operator in place of text', { $set: { title: { $gt: '' } } }, 'title must be of type String'],
  ['text in place of a number', { $inc: { size: '1' } }, 'size must be of type Number'],
  ['text in place of an instant', { $min: { at: AT.toISOString() } }, 'at must be of type Date'],
  ['another thing added to a list', { $push: { tags: 3 } }, 'tags.0 must be of type String'],
  ['another thing among several added', { $push: { tags: { $each: ['x', 3] } } }, 'tags.1 must be of type String'],
  ['something added to what is no list', { $push: { title: 'x' } }, 'title is not a list'],
  ['something taken out of what is no list', { $pull: { title: 'x' } }, 'title is not a list'],
  ['a condition nobody knows on elements', { $pull: { steps: { colour: 1 } } }, 'steps.colour is not in the schema'],
  ['an operator nobody needs', { $rename: { title: 'size' } }, '$rename is no operator of updates'],
  ['fields outside an operator', { title: 'x' }, 'title is no operator of updates'],
])('an update with %s is refused, by its path', (_what, update, message) => {
  expect(() => check(update)).toThrow(message);
});
