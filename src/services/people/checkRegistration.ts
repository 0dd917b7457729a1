import { invalidInput } from '../refuse';
import type { PersonRegistration } from '../registrations';

const MIN_PASSWORD_LENGTH = 10;

/** What is to be said of a registration by itself. Throws `Refusal` `invalid-input`. */
export function checkRegistration({ username, password }: PersonRegistration): void {
  if (username.trim() === '') throw invalidInput('username', '用户名不能为空。', '请填写用户名。');
  if (password !== null && password.length < MIN_PASSWORD_LENGTH)
    throw invalidInput('password', `密码至少${MIN_PASSWORD_LENGTH}个字符。`, '请换一个更长的密码。');
}
