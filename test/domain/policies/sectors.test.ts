import type { HandDecision } from '../../../src/domain/policies/policy';
import { sectorsOfPolicy } from '../../../src/domain/policies/sectors';
import { SECTORS } from '../mandates/someRegister';

/** 国务院组成部门、直属特设机构、直属机构、办事机构、直属事业单位 and 部委管理的国家局, by the list of 2023. */
const INSTITUTIONS = `
  外交部 国防部 国家发展和改革委员会 教育部 科学技术部 工业和信息化部 国家民族事务委员会 公安部 国家安全部 民政部 司法部 财政部
  人力资源和社会保障部 自然资源部 生态环境部 住房和城乡建设部 交通运输部 水利部 农业农村部 商务部 文化和旅游部 国家卫生健康委员会
  退役军人事务部 应急管理部 中国人民银行 审计署 国家语言文字工作委员会 国家航天局 国家原子能机构 国家核安全局
  国务院国有资产监督管理委员会
  海关总署 国家税务总局 国家市场监督管理总局 国家金融监督管理总局 中国证券监督管理委员会 国家广播电视总局 国家体育总局 国家信访局
  国家统计局 国家知识产权局 国家国际发展合作署 国家医疗保障局 国务院参事室 国家机关事务管理局 国家认证认可监督管理委员会
  国家标准化管理委员会 国家新闻出版署 国家版权局 国家宗教事务局 国务院研究室 国务院侨务办公室 国务院港澳事务办公室
  国务院台湾事务办公室 国家互联网信息办公室 国务院新闻办公室
  新华通讯社 中国科学院 中国社会科学院 中国工程院 国务院发展研究中心 中央广播电视总台 中国气象局
  国家粮食和物资储备局 国家能源局 国家数据局 国家国防科技工业局 国家烟草专卖局 国家移民管理局 国家林业和草原局 国家铁路局
  中国民用航空局 国家邮政局 国家文物局 国家中医药管理局 国家疾病预防控制局 国家矿山安全监察局 国家消防救援局 国家外汇管理局
  国家药品监督管理局 国家公务员局 国家档案局 国家保密局 国家密码管理局
`
  .trim()
  .split(/\s+/u);

test.each(INSTITUTIONS)('%s has a field', (name) => {
  expect(SECTORS.sectorsOf(name).length).toBeGreaterThan(0);
});

test('every institution that is said to lead a field is recognised in it', () => {
  for (const { key, ledBy } of SECTORS.entries)
    for (const name of ledBy) expect([name, SECTORS.sectorsOf(name)]).toEqual([name, expect.arrayContaining([key])]);
});

test.each([
  ['云溪县教育体育局', 'education sports'],
  ['县农业农村局', 'agriculture-rural'],
  ['公安县教育局', 'education'],
  ['云溪县公安局交通警察大队', 'public-security'],
  ['杭州市市场监督管理局', 'market-regulation'],
  ['某市城市管理局', 'housing-construction'],
  ['国家国防科技工业局', 'defence'],
  ['国家安全生产监督管理总局', 'emergency'],
  ['文化广电旅游体育局', 'culture-tourism radio-television sports'],
  ['自然资源和规划局', 'natural-resources'],
  ['财政部税务总局', 'finance taxation'],
  ['浙江省杭州市西湖区教育局', 'education'],
  ['内蒙古自治区呼伦贝尔市教育局', 'education'],
  ['大兴安岭地区教育局', 'education'],
  ['  县教育局\n 县卫健局 ', 'education health'],
  [`${'县'.repeat(400)}教育局`, ''],
  ['云溪县人民政府', ''],
  ['', ''],
])('%s: %s', (name, sectors) => {
  expect(SECTORS.sectorsOf(name).join(' ')).toBe(sectors);
});

test('the fields of a document are those of all it states to issue it, or those a person decided', () => {
  const document = { docNumber: null, title: '关于某事的通知', issuer: '国家卫生健康委、教育部' };
  expect(sectorsOfPolicy(document, SECTORS)).toEqual(['education', 'health']);
  for (const undecided of [{}, { byHand: null }])
    expect(sectorsOfPolicy({ ...document, issuer: '教育部', ...undecided }, SECTORS)).toEqual(['education']);
  const byHand = { sectors: ['finance'] } as unknown as HandDecision;
  expect(sectorsOfPolicy({ ...document, byHand }, SECTORS)).toEqual(['finance']);
});
