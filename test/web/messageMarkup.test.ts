import type { NotifyKind } from '../../src/domain/notify/notifyChannel';
import { messageMarkup } from '../../src/web/pages/notifications/messageMarkup';

/** `item: 甲 [查看→https://…]`: bold in stars, what warns in exclamation marks, links and calls in brackets. */
const drawn = (kind: NotifyKind, text: string): readonly string[] =>
  messageMarkup(kind, text).map(({ as, runs }) => {
    const line = runs.map((run) => {
      const linked = run.url === null ? run.text : `[${run.text}→${run.url}]`;
      const called = run.calls ? `[${linked}]` : linked;
      const warning = run.warns ? `!${called}!` : called;
      return run.strong ? `*${warning}*` : warning;
    });
    return `${as}: ${line.join('')}`;
  });

test.each<[NotifyKind, string, readonly string[]]>([
  [
    'dingtalk',
    '#### 【紧急】3 条告警\n\n- 不发声：甲 [查看](https://a.example/1)\n\n@13800000000',
    ['heading: 【紧急】3 条告警', 'item: 不发声：甲 [查看→https://a.example/1]', 'line: [@13800000000]'],
  ],
  [
    'wecom-robot',
    '**<font color="warning">【紧急】</font>3 条告警**\n> 甲 [查看](https://a.example/1)\n<@zhang><@li>',
    ['line: *!【紧急】!**3 条告警*', 'quote: 甲 [查看→https://a.example/1]', 'line: [@zhang][@li]'],
  ],
  [
    'wecom-app',
    '3 条告警\n\n· 甲 <a href="https://a.example/1">查看</a>',
    ['line: 3 条告警', 'item: 甲 [查看→https://a.example/1]'],
  ],
  [
    'feishu',
    '- 甲 [查看](https://a.example/1)\n<at id=ou_1></at>',
    ['item: 甲 [查看→https://a.example/1]', 'line: [@ou_1]'],
  ],
])('%s draws its own marks', (kind, text, lines) => {
  expect(drawn(kind, text)).toEqual(lines);
});

test.each<[NotifyKind, string]>([
  ['mail', '#### 甲 - [乙](https://a.example/1)'],
  ['webhook', '**甲** <@all>'],
  ['dingtalk', '甲 #### 乙 - 丙 **丁** <img src=x>'],
  ['feishu', '甲 **乙** <font color="warning">丙</font>'],
  ['wecom-robot', '[甲](javascript:alert) <script>1</script>'],
  ['wecom-app', '<a href="javascript:alert">甲</a>'],
])('%s draws nothing that is no mark of its own: %s', (kind, text) => {
  expect(drawn(kind, text)).toEqual([`line: ${text}`]);
});

test('in a mail every line stands, the empty ones too', () => {
  expect(drawn('mail', '甲\n\n乙')).toEqual(['line: 甲', 'line: ', 'line: 乙']);
});
