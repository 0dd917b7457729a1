import type { LiaisonId, PersonId, SubmissionId } from '../../../src/domain/ids';
import type { Month } from '../../../src/domain/submissions/month';
import type { Submission } from '../../../src/domain/submissions/submission';
import { NOW, unitOf, type Given } from '../samples';
import { ids } from '../testStore';

const MONTH = '2026-09' as Month;

/** One that is with the office. */
export function submissionOf(given: Given<Submission> = {}): Submission {
  const unit = unitOf('u');
  return {
    ...{ id: ids.id<SubmissionId>(), unitId: unit.id, unitPath: unit.path },
    ...{ title: '防汛提示', body: '请注意防汛。', kind: 'interpretation', section: '应急科', state: 'sent' },
    attachments: [],
    author: { id: ids.id<PersonId>(), name: '撰' },
    informant: { liaisonId: ids.id<LiaisonId>(), personId: null, name: '张信息' },
    ...{ contentHash: 'a'.repeat(64), sentHash: 'a'.repeat(64), handedIn: true, followed: 4, createdAt: NOW },
    ...{ sentAt: NOW, month: MONTH, countsFor: unit.id, adoption: null, thread: [], version: 1 },
    ...given,
  };
}
