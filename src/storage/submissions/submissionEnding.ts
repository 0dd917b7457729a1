import type { SubmissionState } from '../../domain/submissions/submission';
import type { Files } from '../../ports/fileStorage';
import type { Clock } from '../../ports/runtime';
import { anyOf } from '../conditions';
import { asRows } from '../retention/carryOut';
import type { Ending } from '../retention/endings';
import type { Row, Table } from '../table';
import type { SubmissionRow } from './submissionRow';

/** Those that nobody goes on with. */
const OVER: readonly SubmissionState[] = ['adopted', 'not-adopted', 'refused', 'withdrawn'];

/** What is left of them, and that the text went. */
const STRIPPED = { body: '', attachments: [], overrides: [], isTextGone: true } satisfies Partial<SubmissionRow>;

/**
 * Texts of submissions that are over, counted from when they came in last. The files they had are let go first: killed
 * in between, they are let go again.
 */
export function submissionEnding({
  submissions,
  files,
  clock,
}: {
  readonly submissions: Table<SubmissionRow>;
  readonly files: Pick<Files, 'release'>;
  readonly clock: Clock;
}): Ending {
  return {
    table: asRows(submissions),
    field: 'shownAt',
    only: async () => ({ state: anyOf(OVER) }),
    strip: {
      update: { $set: STRIPPED as Partial<Row> },
      isWhole: { isTextGone: anyOf([false, null]) },
    },
    removeFirst: async (ids) => {
      if (ids.length === 0) return;
      const asked = { sort: { _id: 1 }, limit: ids.length, fields: ['_id', 'attachments'] } as const;
      for (const { _id, attachments } of await submissions.pick({ _id: anyOf(ids) }, asked))
        await files.release(
          attachments.map(({ fileId }) => fileId),
          `submission:${_id}`,
          clock.now(),
        );
    },
  };
}
