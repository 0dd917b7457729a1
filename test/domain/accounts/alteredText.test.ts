import { alterationOf } from '../../../src/domain/accounts/alteredText';

const TEXT = '因供水管网检修，定于9月20日8时至18时对城东片区停止供水，请提前做好储水准备，不便之处敬请谅解。';

describe('a text that was read whole before', () => {
  test('says something else where a date is another one: both wordings are shown with the words around them', () => {
    expect(alterationOf(TEXT, TEXT.replace('9月20日', '9月21日'))).toEqual({
      was: '管网检修，定于9月20日8时至18时对城东',
      is: '管网检修，定于9月21日8时至18时对城东',
    });
  });

  test('says something else where a sentence in the middle is gone', () => {
    expect(alterationOf(TEXT, TEXT.replace('请提前做好储水准备，', ''))).toMatchObject({
      was: expect.stringContaining('请提前做好储水准备') as unknown,
    });
  });

  test.each([
    ['the same', TEXT],
    ['spaces and widths', TEXT.replace('，', ', ').replace('8时', '８时\n')],
    ['a counter beside it', `${TEXT}阅读量：1024次`],
    ['less of it', `${TEXT.slice(0, 30)}`],
    ['more behind it', `${TEXT}（县水务公司）`],
    ['a wall in front of it', '您的访问过于频繁，请完成验证后继续浏览本站内容。'],
    ['nothing', ''],
  ])('says nothing else with %s', (_, after) => {
    expect(alterationOf(TEXT, after)).toBeNull();
  });

  test('counters that move at every look are no change', () => {
    expect(alterationOf(`阅读 12 次 ${TEXT} 3分钟前`, `阅读 98 次 ${TEXT} 2小时前`)).toBeNull();
  });

  test('forwards what somebody else says, who may change or delete it', () => {
    const own = `转发提醒：${TEXT}`;
    expect(alterationOf(`${own}\n//@省发布:原文一二三`, `${own}\n//@省发布厅:抱歉，此微博已被作者删除`)).toBeNull();
    expect(alterationOf(`${own}\n//@省发布:原文`, `${own.replace('18时', '20时')}\n//@省发布:原文`)).not.toBeNull();
  });
});
