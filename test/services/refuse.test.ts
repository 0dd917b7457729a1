import { Refusal } from '../../src/domain/errors';
import { conflict, demand, invalidInput, notFound, writtenReason } from '../../src/services/refuse';
import { principal } from './world';

const parts = (error: unknown): unknown => {
  expect(error).toBeInstanceOf(Refusal);
  const { code, field, message, remedy } = error as Refusal;
  return { code, field: field ?? null, message, remedy };
};
const refusalOf = (call: () => unknown): unknown => {
  try {
    return call();
  } catch (error) {
    return parts(error);
  }
};

test('what is not there is named, with the field that asked for it', () => {
  const told = { code: 'not-found', message: '没有找到账号。', remedy: '请检查编号，或确认它属于您可查看的单位。' };
  expect(parts(notFound('账号'))).toEqual({ ...told, field: null });
  expect(parts(notFound('账号', 'accountId'))).toEqual({ ...told, field: 'accountId' });
});

test('who was overtaken and who gave something wrong are told what to do', () => {
  expect(parts(conflict('账号刚被更新。'))).toEqual({
    code: 'conflict',
    field: null,
    message: '账号刚被更新。',
    remedy: '请刷新后再试。',
  });
  expect(parts(invalidInput('name', '名称不能为空。', '请填写名称。'))).toEqual({
    code: 'invalid-input',
    field: 'name',
    message: '名称不能为空。',
    remedy: '请填写名称。',
  });
});

test('a reason is kept without the blanks around it; one in which nothing can be read is refused', () => {
  expect(writtenReason(' 机构改革\n')).toBe('机构改革');
  const told = { code: 'invalid-input', field: 'reason', remedy: '理由会记入台账。' };
  expect(refusalOf(() => writtenReason(' \n'))).toEqual({ ...told, message: '请写明理由。' });
  expect(refusalOf(() => writtenReason('', '请写明为什么。'))).toEqual({ ...told, message: '请写明为什么。' });
});

test('who may not is told whom to ask; who may goes on', () => {
  expect(refusalOf(() => demand('people.manage', principal('operator', '1')))).toEqual({
    code: 'forbidden',
    field: null,
    message: '您的角色不能执行这一操作。',
    remedy: '请联系本单位的管理员。',
  });
  expect(refusalOf(() => demand('people.manage', principal('administrator', '1')))).toBeUndefined();
});
