import { REVIEW_STAGES } from '../../../src/domain/mandates/mandate';
import { isEnded } from '../../../src/domain/mandates/mandateTable';

test('only a mandate that is refused or withdrawn has ended', () => {
  expect(REVIEW_STAGES.filter((stage) => isEnded({ stage }))).toEqual(['refused', 'withdrawn']);
});
