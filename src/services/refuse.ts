import { Refusal } from '../domain/errors';
import { may } from '../domain/people/permissions';
import type { Action, Principal } from '../domain/people/role';

/** The thing does not exist, or not within what this reader may see: both look the same on purpose. */
export function notFound(what: string, field?: string): Refusal {
  return new Refusal('not-found', `没有找到${what}。`, {
    remedy: '请检查编号，或确认它属于您可查看的单位。',
    ...(field === undefined ? {} : { field }),
  });
}

export function conflict(what: string): Refusal {
  return new Refusal('conflict', what, { remedy: '请刷新后再试。' });
}

export function invalidInput(field: string, message: string, remedy: string): Refusal {
  return new Refusal('invalid-input', message, { remedy, field });
}

/** Throws `Refusal` `forbidden` unless the reader's role carries the action. */
export function demand(action: Action, principal: Principal): void {
  if (!may(principal.role, action)) {
    throw new Refusal('forbidden', '您的角色不能执行这一操作。', { remedy: '请联系本单位的管理员。' });
  }
}
