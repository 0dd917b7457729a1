import { Refusal } from '../../domain/errors';
import type { ReviewRefusal } from '../../domain/reviews/reviewTable';
import type { ReviewKind } from '../../domain/reviews/review';
import { conflict, invalidInput } from '../refuse';

/** Why a step of a review is refused, as people are told. */
export function refusal(code: ReviewRefusal): Refusal {
  switch (code) {
    case 'no-such-step':
      return conflict('这一任务当前不能办理这一步。');
    case 'words-missing':
      return invalidInput('reason', '请写明理由。', '理由会记入台账。');
    case 'not-yours':
      return new Refusal('forbidden', '这一环节不由您办理。', {
        remedy: '请由流程中写明的人员办理，或请其委托您代办。',
      });
    case 'author':
      return new Refusal('self-approval', '撰稿人不能审核自己的稿件。', { remedy: '请由另一位同事办理。' });
    case 'self-approval':
      return new Refusal('self-approval', '同一人不能办理同一任务的两个审核环节。', {
        remedy: '请由另一位同事办理下一环节。',
      });
    case 'assigned':
      return new Refusal('forbidden', '这一环节已指定由他人办理。', { remedy: '请由指定的人员办理，或先改派。' });
    case 'secrecy-missing':
      return conflict('保密审查尚未完成，不能通过这一环节。');
    case 'secrecy-failed':
      return conflict('保密审查未通过，不能通过这一环节。');
    case 'not-public':
      return invalidInput(
        'classification',
        '定密内容和不属于主动公开的内容不能通过保密审查。',
        '请选择“不通过”并写明理由。',
      );
  }
}

/** Throws `Refusal` `invalid-input` (`field`) where one of these kinds is not reviewed by anything yet. */
export function demandReviewed(asked: readonly ReviewKind[], kinds: readonly ReviewKind[], field: string): void {
  if (asked.some((kind) => !kinds.includes(kind)))
    throw invalidInput(field, '这一类事项目前不经审核办理。', '请选择审核流程中列出的类别。');
}
