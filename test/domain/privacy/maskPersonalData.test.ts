import { isCitizenId } from '../../../src/domain/privacy/citizenId';
import { maskPersonalData } from '../../../src/domain/privacy/maskPersonalData';

const mask = maskPersonalData;

/** With the check character X: region, day of birth and order number of nobody (GB 11643). */
const WITH_X =
  Array.from({ length: 100 }, (_, order) => `110101199003071${String(order).padStart(2, '0')}X`).find(isCitizenId) ??
  '';

describe('personal data in an excerpt', () => {
  test.each([
    ['an identity number', '身份证号：110101199003077715。', '身份证号：1101**********7715。'],
    ['one with X', `号码${WITH_X}。`, `号码1101**********${WITH_X.slice(-4)}。`],
    ['one in full-width digits', '１１０１０１１９９００３０７７７１５', '１１０１**********７７１５'],
    ['one in groups', '110101 19900307 7715', '1101** ******** 7715'],
    ['one with a slip in it, named as such', '身份证：110101199003077716', '身份证：1101**********7716'],
    ['one after a label in Latin letters', 'ID110101199003077715', 'ID1101**********7715'],
    ['one of the first generation', '证号110101900307771，', '证号1101*********71，'],
    ['a mobile', '手机13812345678', '手机138****5678'],
    ['a mobile in parts', '138-1234-5678 或 139 1234 5678', '138-****-5678 或 139 **** 5678'],
    ['a mobile with the code of the country', '+86 13812345678', '+86 138****5678'],
    ['a mobile that is said to be for enquiries', '咨询电话：13812345678', '咨询电话：138****5678'],
    ['a fixed telephone', '家庭电话：0571-87654321', '家庭电话：0571-******21'],
    ['one with its area in brackets', '电话（0571）87654321', '电话（0571）******21'],
    ['one written as a whole', '联系 057187654321。', '联系 0571******21。'],
    ['one without area', '住宅电话87654321', '住宅电话******21'],
    ['a bank card', '卡号6222021234567890128', '卡号6222***********0128'],
    ['a bank card in fours', '6222 0212 3456 7890 128', '6222 **** **** ***0 128'],
    [
      'an account that says so, whatever its check digit',
      '银行账号：6222021234567890127',
      '银行账号：6222***********0127',
    ],
    ['a passport', '护照号E12345678', '护照号E******78'],
    ['a new passport', '持EA1234567入境', '持EA1234567入境'.replace('EA1234567', 'E******67')],
    ['a travel permit', '港澳通行证：C12345678', '港澳通行证：C******78'],
    ['a permit that is digits alone', '台胞证：12345678', '台胞证：1*****78'],
    ['a number plate', '驾驶浙A12345行驶', '驾驶浙A****5行驶'],
    ['a plate with a dot', '浙A·D1234挂', '浙A·*****挂'],
    ['a plate of an electric car', '浙AD12345,', '浙A*****5,'],
    ['an e-mail', '邮箱zhangsan@163.com', '邮箱z*******@163.com'],
    ['an e-mail in full width', 'lisi＠qq.com', 'l***＠qq.com'],
    ['QQ', 'QQ号：123456789', 'QQ号：1*******9'],
    ['WeChat', '微信：lisi_8888', '微信：l*******8'],
    ['WeChat by its short name', '加vx:lisi8888', '加vx:l******8'],
    ['a home', '家住仓前街道文一西路123号5幢2单元301室。', `家住仓前街道${'*'.repeat(17)}。`],
    ['a home that is not said to be one', '余杭区仓前街道阳光花苑5幢2单元301室，', `余杭区仓前街道${'*'.repeat(13)}，`],
    ['a home in a village', '高台县城关镇东村3组12号', `高台县城关镇${'*'.repeat(7)}`],
    ['where somebody is registered', '户籍地址：某县某镇和平村8号', `户籍地址：某县某镇${'*'.repeat(5)}`],
  ])('hides %s', (_kind, text, right) => {
    expect(mask(text)).toBe(right);
  });

  test.each([
    ['before the number', '张三，身份证号110101199003077715', '张*，身份证号1101**********7715'],
    ['glued to the label', '经查李小明身份证号码110101199003077715', '经查李**身份证号码1101**********7715'],
    [
      'with what stands between',
      '王五，男，汉族，1990年3月出生，手机13812345678',
      '王*，男，汉族，1990年3月出生，手机138****5678',
    ],
    ['at the end of what is said before', '第一领导人张三，手机13812345678', '第一领导人张*，手机138****5678'],
    ['after a word that announces it', '申请人：敖日其楞 13812345678', '申请人：敖*** 138****5678'],
    ['of two characters before', '欧阳修文（13812345678）', '欧***（138****5678）'],
    ['of a minority', '阿依古丽·买买提 13812345678', '阿***·*** 138****5678'],
    ['after it in brackets', '13812345678（赵六）', '138****5678（赵*）'],
    ['in a row of a table', '1 钱七 110101199003077715 13812345678', '1 钱* 1101**********7715 138****5678'],
    ['beside a plate', '车主孙八，车牌浙A12345', '车主孙*，车牌浙A****5'],
  ])('hides the name %s', (_place, text, right) => {
    expect(mask(text)).toBe(right);
  });

  test('of every person of a list is hidden', () => {
    const masked = mask(`张三 110101199003077715 13812345678\n李四 ${WITH_X} 13912345678\n王小五 110101900307771`);
    for (const leak of ['张三', '李四', '王小五', '990307', '00307', '1234']) expect(masked).not.toContain(leak);
  });

  test('that is hidden already stays as it is: masking again changes nothing', () => {
    const once = mask('张三，110101199003077715，13812345678，0571-87654321，浙A12345，家住和平镇东村3组12号');
    expect(mask(once)).toBe(once);
  });

  test('keeps every place: the result is as long as the text', () => {
    const text = '𠮷野家 张三１３８１２３４５６７８，E12345678';
    expect(mask(text)).toHaveLength(text.length);
  });
});

/** Sentences as offices publish them. */
describe('what an office says to everybody', () => {
  test.each([
    '如有疑问，请拨打12345政务服务便民热线。',
    '报警请拨110，火警119，急救120，消费维权12315，税务12366。',
    '咨询电话：0571-87053500，传真：0571-87053501。',
    '咨询电话（工作日）：0571-87053500、0571-87053501、87053502',
    '监督举报电话：010-12388；网址：www.12388.gov.cn',
    '杭州市民政局办公室电话：0571-85252610',
    '值班电话 (010)66237011',
    '客服热线400-800-8820，银行客服95588。',
    '邮箱：zwgk@zj.gov.cn；意见反馈邮箱：zjyj2026@163.com',
    '国务院关于印发《推进普惠金融发展规划（2016—2020年）》的通知 国发〔2015〕74号',
    '统一社会信用代码：11330000002482099L，网站标识码：3300000001',
    '京ICP备05083640号 京公网安备11010202000001号 浙B2-20090185',
    '索引号：000014349/2023-00045，2023年11月08日 09:30',
    '预算总额13812345678元，涉及20260918人次。',
    '办公地址：杭州市上城区解放东路18号市民中心2号楼301室',
    '地址：北京市西城区二七剧场路东里新楼5号',
    '道路施工：文一西路123号至125号，请绕行。',
    '全村共3组，硬化道路3公里，拆除违建5幢。',
    '户名：某某市财政局 账号：19000101040006575',
    '官方微信：hangzhoufabu，微信公众号：zhejiangfabu',
    '办理许可证编号：110101900307771',
    '招标项目编号 6222021234567890128',
    '2026-09-18 10:30:00 至 2026-09-30',
    '张三、李四等同志出席会议。',
    '沪A股指数上涨，G2024次列车、G15高速通行正常。',
  ])('stays: %s', (text) => {
    expect(mask(text)).toBe(text);
  });
});
