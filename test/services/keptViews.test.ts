import { keptViews } from '../../src/services/toView/keptViews';

interface View {
  readonly name: string;
  readonly unit: string;
}

function kept() {
  return keptViews<{ readonly name: string }, string, View>(
    ({ name }, unit) => ({ name, unit }),
    (view, unit) => view.unit === unit,
  );
}

test('a view is made once for an object, frozen, and again where what is around it has changed', () => {
  const view = kept();
  const stored = { name: '甲' };
  const first = view(stored, 'a');
  expect(first).toEqual({ name: '甲', unit: 'a' });
  expect(Object.isFrozen(first)).toBe(true);
  expect(view(stored, 'a')).toBe(first);
  const next = view(stored, 'b');
  expect(next).toEqual({ name: '甲', unit: 'b' });
  expect(view(stored, 'b')).toBe(next);
});

test('an object that is equal but another has a view of its own', () => {
  const view = kept();
  expect(view({ name: '甲' }, 'a')).not.toBe(view({ name: '甲' }, 'a'));
});
