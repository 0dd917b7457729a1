import { dutyEvent } from '../../domain/alerts/events';
import type { Duty } from '../../domain/duties/duty';
import type { DutyMove, DutyRefusal } from '../../domain/duties/dutyTable';
import type { Principal } from '../../domain/people/role';
import type { Instant } from '../../domain/time/instant';
import { personActor } from '../actors';
import { Refusal } from '../../domain/errors';
import { conflict, invalidInput } from '../refuse';
import type { ServiceDeps } from '../settings';

/** Stores one step of a person, in one write with its line of the ledger. Throws `Refusal`. */
export async function changeDuty(
  { storage, ids }: ServiceDeps,
  { before, move, now }: { readonly before: Duty; readonly move: DutyMove; readonly now: Instant },
  principal: Principal,
): Promise<Duty> {
  if ('refused' in move) throw dutyRefusal(move.refused);
  const event = dutyEvent({
    ...{ eventId: ids.eventId(), actor: personActor(principal), now },
    ...{ before, duty: move.duty },
  });
  if (!(await storage.duties.move(before, move.duty, event))) throw conflict('这项时限事项刚被更新。');
  return move.duty;
}

/** Why a step is refused, as people are told. */
function dutyRefusal(code: DutyRefusal): Refusal {
  switch (code) {
    case 'no-such-step':
    case 'not-due':
      return conflict('这项时限事项当前不能办理这一步。');
    case 'no-such-reason':
      return invalidInput('reason', '这一步没有这个原因。', '请从这一步的原因中选择。');
    case 'words-missing':
      return invalidInput('words', '请写明情况。', '内容会记入台账，请勿填写个人信息。');
    case 'no-extension':
      return conflict('依据的规定没有延期的办法。');
    case 'extension-used':
      return conflict('已经申请过延期。');
    case 'not-asked':
      return conflict('没有待批准的延期申请。');
    case 'own-extension':
      return new Refusal('self-approval', '不能批准本人提出的延期。', { remedy: '请由另一位同事办理。' });
    case 'offered-already':
      return conflict('已在等另一个单位答复是否接办，请先收回。');
    case 'not-offered':
      return conflict('没有待答复的转交。');
    case 'same-unit':
      return invalidInput('unitId', '请选择另一个单位。', '事项已由这个单位办理。');
    case 'already-joint':
      return conflict('这个单位已在会同办理。');
    case 'not-joint':
      return invalidInput('unitId', '这个单位没有待完成的会办。', '请选择正在会办的单位。');
    case 'joint-outstanding':
      return conflict('还有会办单位没有答复，请等待答复或取消会办。');
    case 'too-many-joint':
      return conflict('会办单位已达上限。');
  }
}
