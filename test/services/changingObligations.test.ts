import type { ObligationId } from '../../src/domain/ids';
import type { Obligation } from '../../src/domain/mandates/mandate';
import { createChangeObligation } from '../../src/services/mandates/obligations/changeObligation';
import type { ServiceDeps } from '../../src/services/settings';
import { OBLIGATION } from '../domain/mandates/someObligation';

const ID = OBLIGATION.id;
const next: Obligation = { ...OBLIGATION, state: 'ready' };

/** Obligations that somebody else moves so many times just before we do. */
function movedBefore(times: number) {
  const seen: Obligation[] = [];
  const storage = {
    obligations: {
      byId: (id: ObligationId) => Promise.resolve(id === ID ? { ...OBLIGATION, resumes: seen.length } : null),
      move: (before: Obligation) => Promise.resolve(seen.push(before) > times),
    },
  };
  return { seen, change: createChangeObligation({ storage } as unknown as ServiceDeps) };
}

test('what somebody else moved meanwhile is read and decided again', async () => {
  const { seen, change } = movedBefore(3);
  expect(await change(ID, () => ({ next, events: [] }))).toEqual({ obligation: next, changed: true });
  expect(seen.map(({ resumes }) => resumes)).toEqual([0, 1, 2, 3]);
});

test('what moves under our hands again and again is an error, and not tried for ever', async () => {
  const { seen, change } = movedBefore(4);
  await expect(change(ID, () => ({ next, events: [] }))).rejects.toThrow(`obligation ${ID} keeps moving`);
  expect(seen).toHaveLength(4);
});

test('where nothing is to be done nothing is stored; what does not exist is nothing', async () => {
  const { seen, change } = movedBefore(0);
  expect(await change(ID, () => null)).toEqual({ obligation: { ...OBLIGATION, resumes: 0 }, changed: false });
  expect(await change('other' as ObligationId, () => ({ next, events: [] }))).toBeNull();
  expect(seen).toEqual([]);
});
