import { readableText } from '../../src/web/pages/notifications/readableText';

test.each([
  [
    'dingtalk',
    '#### ［紧急］3 条告警\n\n- ［紧急］不发声：甲 [查看](https://a.example/1)\n\n@13800000000',
    '· ［紧急］不发声：甲 查看\n@13800000000',
  ],
  [
    'wecom-robot',
    '**<font color="warning">［紧急］</font>3 条告警**\n> 不发声：甲 [查看](https://a.example/1)\n<@zhang><@li>',
    '［紧急］3 条告警\n· 不发声：甲 查看\n@zhang @li ',
  ],
  ['wecom-app', '3 条告警\n· 甲 <a href="https://a.example/1">查看</a>', '3 条告警\n· 甲 查看'],
  ['feishu', '- 甲 [查看](https://a.example/1)\n', '· 甲 查看\n'],
  // What people wrote themselves is no mark.
  ['mail', '#### 甲 - [乙](https://a.example/1)', '#### 甲 - [乙](https://a.example/1)'],
  ['dingtalk', '甲 #### 乙 - 丙 [丁]', '甲 #### 乙 - 丙 [丁]'],
] as const)('a message by %s is shown without its marks: %s', (kind, text, shown) => {
  expect(readableText(kind, text)).toBe(shown);
});
