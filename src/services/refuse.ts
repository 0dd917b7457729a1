import { Refusal } from '../domain/errors';
import { may } from '../domain/people/permissions';
import type { Action, Principal } from '../domain/people/role';
import { isWritten } from '../domain/writtenText';

/** The thing does not exist, or not within what this reader may see: both look the same on purpose. */
export function notFound(what: string, field?: string): Refusal {
  return new Refusal('not-found', `没有找到${what}。`, {
    remedy: '请检查编号，或确认它属于您可查看的单位。',
    ...(field === undefined ? {} : { field }),
  });
}

export function conflict(what: string, remedy = '请刷新后再试。'): Refusal {
  return new Refusal('conflict', what, { remedy });
}

export function invalidInput(field: string, message: string, remedy: string): Refusal {
  return new Refusal('invalid-input', message, { remedy, field });
}

/** A reason as it goes into the ledger. Throws `Refusal` `invalid-input` (`reason`) where nothing can be read in it. */
export function writtenReason(reason: string, message = '请写明理由。'): string {
  if (!isWritten(reason)) throw invalidInput('reason', message, '理由会记入台账。');
  return reason.trim();
}

/** Throws `Refusal` `forbidden` unless the reader's role carries the action. */
export function demand(action: Action, principal: Principal): void {
  if (!may(principal, action)) {
    throw new Refusal('forbidden', '您的角色不能执行这一操作。', { remedy: '请联系本单位的管理员。' });
  }
}
