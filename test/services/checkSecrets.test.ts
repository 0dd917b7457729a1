import { CALLBACK_SETTINGS, checkSecrets } from '../../src/services/checkSecrets';

const SPECS = [
  { key: 'appId', secret: true, required: true, title: '应用编号', why: '平台据此识别应用' },
  { key: 'appSecret', secret: true, required: false, title: '密钥', why: '' },
];
const told = (secrets: Record<string, string>): unknown => {
  try {
    checkSecrets(secrets, SPECS, 'credential');
    return null;
  } catch (error) {
    const { field, message, remedy } = error as Record<string, unknown>;
    return [field, message, remedy];
  }
};

test.each([
  ['all that is needed', { appId: '1' }, null],
  ['all there can be', { appId: '1', appSecret: 's' }, null],
  ['a key that is mistyped', { appid1: '1' }, ['appid1', '该平台没有名为 appid1 的设置。', '是否想写 appId？']],
  ['a key of nothing', { other: '1' }, ['other', '该平台没有名为 other 的设置。', '可用：appId、appSecret。']],
  ['less than is needed', { appSecret: 's' }, ['appId', '缺少“应用编号”。', '平台据此识别应用']],
  ['nothing for what is needed', { appId: '' }, ['appId', '缺少“应用编号”。', '平台据此识别应用']],
] as const)('secrets with %s', (_what, secrets, refusal) => {
  expect(told(secrets)).toEqual(refusal === null ? null : [`credential.${refusal[0]}`, refusal[1], refusal[2]]);
});

test('what checks messages is secret, said in words, and needed by nobody', () => {
  expect(CALLBACK_SETTINGS.map(({ key, secret, required }) => [key, secret, required])).toEqual([
    ['callbackToken', true, false],
    ['callbackAesKey', true, false],
  ]);
  for (const { title, why } of CALLBACK_SETTINGS) expect([title, why]).not.toContain('');
});
