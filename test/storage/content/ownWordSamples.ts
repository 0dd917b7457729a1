import { keyOfWords, type OwnWord } from '../../../src/domain/content/ownWord';
import type { OwnWordId, PersonId } from '../../../src/domain/ids';
import type { CivilDate } from '../../../src/domain/time/instant';
import { NOW, unitOf, type Given } from '../samples';
import { ids } from '../testStore';

/** One that was proposed at NOW. */
export function ownWordOf(given: Given<OwnWord> = {}): OwnWord {
  const unit = unitOf('u');
  const words = given.words ?? '国家工商总局';
  const proposedBy = { id: ids.id<PersonId>(), name: '甲' };
  return {
    ...{ id: ids.id<OwnWordId>(), unitId: unit.id, unitPath: unit.path, ruleId: 'names-2018', kind: 'outdated-name' },
    ...{ words, key: keyOfWords(words), state: 'proposed', lastOn: '2027-06-30' as CivilDate, proposedBy },
    ...{ proposedAt: NOW, isApplied: true, version: 1 },
    thread: [{ event: 'propose', by: proposedBy.id, name: '甲', at: NOW, words: '引用旧文' }],
    ...given,
  };
}
