import { readdirSync } from 'node:fs';
import { authorityOf, isHigher } from '../../../src/domain/policies/authority';
import { issuerKindOf } from '../../../src/domain/policies/issuerKind';
import { AUTHORITIES, type Authority } from '../../../src/domain/policies/policy';
import { describeWithData } from '../../sharedData';
import { entry, later, Shelf, source } from './somePolicies';

describe('issuerKindOf', () => {
  test.each<[string, string | null]>([
    ['国务院', 'state-council'],
    ['国务院办公厅', 'state-council'],
    ['中共中央', 'state-council'],
    ['中共中央办公厅', 'state-council'],
    ['全国人民代表大会常务委员会', 'state-council'],
    ['国务院国有资产监督管理委员会', 'ministry'],
    ['国务院港澳办', 'ministry'],
    ['教育部办公厅', 'ministry'],
    ['国家互联网信息办公室', 'ministry'],
    ['财政部', 'ministry'],
    ['工业和信息化部', 'ministry'],
    ['税务总局', 'ministry'],
    ['国家税务总局', 'ministry'],
    ['海关总署', 'ministry'],
    ['国家发展改革委', 'ministry'],
    ['中国人民银行', 'ministry'],
    ['中华人民共和国交通运输部', 'ministry'],
    ['浙江省人民政府', 'province'],
    ['浙江省人民政府办公厅', 'province'],
    ['省人民政府', 'province'],
    ['江岭省人民政府', 'province'],
    ['北京市人民政府', 'province'],
    ['上海市人民政府办公厅', 'province'],
    ['广西壮族自治区人民政府', 'province'],
    ['内蒙古自治区人民政府办公厅', 'province'],
    ['内蒙古人民政府', 'province'],
    ['浙江省', 'province'],
    ['上海市', 'province'],
    ['浙江', null],
    ['浙江省财政厅', 'provincial-department'],
    ['省教育厅', 'provincial-department'],
    ['北京市教育委员会', 'provincial-department'],
    ['广西壮族自治区卫生健康委员会', 'provincial-department'],
    ['云澜市人民政府', 'city'],
    ['云澜市人民政府办公室', 'city'],
    ['浙江省杭州市人民政府', 'city'],
    ['湘西土家族苗族自治州人民政府', 'city'],
    ['云澜市教育局', 'city-department'],
    ['澄川县人民政府', 'county'],
    ['云澜市澄川区人民政府办公室', 'county'],
    ['北京市海淀区人民政府', 'county'],
    ['澄川县卫生健康局', 'county-department'],
    ['北京市海淀区教育委员会', 'county-department'],
    ['本刊编辑', null],
    ['', null],
    ['  国 务 院 ', 'state-council'],
    ['原国务院', null],
    ['国务院办公厅秘书局', 'ministry'],
    ['全国人大常委会', 'state-council'],
    ['全国人大', 'state-council'],
    ['全国人民代表大会', 'state-council'],
    ['中华人民共和国', null],
    ['审计署', 'ministry'],
    ['省发展改革委办公室', 'provincial-department'],
    ['云澜市委办公室', 'city'],
    ['澄川县委', 'county'],
  ])('%s is of kind %s', (name, kind) => {
    expect(issuerKindOf(name)).toBe(kind);
  });
});

describe('authorityOf', () => {
  test.each<[docNumber: string | null, issuer: string | null, title: string, authority: string]>([
    ['国发〔2026〕30号', null, '关于某事的意见', 'state-council'],
    ['国办函〔2026〕71号', null, '复函', 'state-council'],
    ['国令第843号', null, '决定', 'state-council'],
    ['中办发〔2026〕1号', null, '意见', 'state-council'],
    [null, null, '国务院关于某事的意见', 'state-council'],
    [null, null, '国务院办公厅关于某事的通知', 'state-council'],
    [null, null, '中共中央 国务院关于某事的意见', 'state-council'],
    [null, null, '中共中央办公厅 国务院办公厅印发《某意见》', 'state-council'],
    [null, null, '国务院国有资产监督管理委员会关于某事的通知', 'ministry'],
    [null, null, '教育部办公厅关于某事的通知', 'ministry'],
    [null, null, '国务院批转国家计委关于某事的通知', 'state-council'],
    [null, null, '国务院办公厅转发发展改革委关于某事的通知', 'state-council'],
    [null, null, '国务院对上海市关于某事请示的批复', 'state-council'],
    ['国科发〔2026〕3号', null, '科技部关于某事的通知', 'ministry'],
    ['工信部联规〔2026〕186号', '工业和信息化部、应急管理部', '两部门关于印发某规划的通知', 'ministry'],
    [null, null, '工业和信息化部等八部门关于某事的通知', 'ministry'],
    ['财政部税务总局公告2023年第39号', null, '关于某政策的公告', 'ministry'],
    ['交通运输部令2023年第22号', null, '快递市场管理办法', 'ministry'],
    ['浙政办发〔2026〕3号', null, '关于某事的通知', 'province'],
    ['云政发〔2026〕40号', null, '云澜市人民政府关于印发《某方案》的通知', 'city'],
    ['云政发〔2026〕40号', '云澜市人民政府', '关于印发《某方案》的通知', 'city'],
    ['云政发〔2026〕40号', null, '关于印发《某方案》的通知', 'province'],
    ['云政发〔2026〕40号', '云南省人民政府', '关于印发《某方案》的通知', 'province'],
    ['浙政办发〔2026〕3号', null, '浙江省财政厅关于某事的通知', 'province'],
    ['云府〔2026〕4号', null, '关于某事的通知', 'unknown'],
    ['云府〔2026〕4号', '云浮市人民政府', '关于某事的通知', 'city'],
    ['粤府办〔2026〕4号', null, '关于某事的通知', 'province'],
    ['赣府厅字〔2026〕4号', null, '关于某事的通知', 'province'],
    ['通政办发〔2026〕3号', null, '关于某事的通知', 'unknown'],
    ['通政办发〔2026〕3号', '南通市人民政府办公室', '关于某事的通知', 'city'],
    [null, '浙江省财政厅', '关于某事的通知', 'provincial-department'],
    [null, null, '江岭省人民政府关于印发《某办法》的通知', 'province'],
    [null, null, '某某市人民政府转发国务院关于某事的通知', 'city'],
    [null, '财政部、浙江省人民政府', '关于某事的通知', 'ministry'],
    [null, '国务院办公厅', '关于某事的通知', 'state-council'],
    [null, null, '总量合理、结构向优——透视7月金融数据', 'unknown'],
    [null, null, '关于某事的通知', 'unknown'],
  ])('%s of %s, %s: %s', (docNumber, issuer, title, authority) => {
    expect(authorityOf({ docNumber, issuer, title })).toBe(authority);
  });
});

describe('a 条例 in the list of', () => {
  test.each<[foundAt: Authority | undefined, title: string, authority: string]>([
    ['state-council', '全国农业普查条例', 'state-council'],
    ['state-council', '《城市供水条例》', 'state-council'],
    ['state-council', '个人所得税法实施条例', 'state-council'],
    ['state-council', '风景名胜区条例', 'state-council'],
    ['state-council', '物业管理条例（修订）', 'state-council'],
    ['state-council', '浙江省优化营商环境条例', 'unknown'],
    ['state-council', '杭州市数据条例', 'unknown'],
    ['state-council', '北京中轴线文化遗产保护条例', 'unknown'],
    ['state-council', '香港中小企业条例', 'unknown'],
    ['state-council', '北京市优化营商环境条例', 'unknown'],
    ['state-council', '延边朝鲜族自治州文化条例', 'unknown'],
    ['state-council', '深圳经济特区数据条例', 'unknown'],
    ['state-council', '快递市场管理办法', 'unknown'],
    ['state-council', '《全国农业普查条例》解读', 'unknown'],
    ['state-council', '财政部关于贯彻实施某条例', 'ministry'],
    ['province', '全国农业普查条例', 'unknown'],
    [undefined, '全国农业普查条例', 'unknown'],
  ])('%s, %s: %s', (foundAt, title, authority) => {
    expect(authorityOf({ docNumber: null, title }, foundAt)).toBe(authority);
  });

  test('the State Council that states another issuer or a number is that issuer’s', () => {
    const title = '全国农业普查条例';
    expect(authorityOf({ docNumber: null, title, issuer: '国家统计局' }, 'state-council')).toBe('ministry');
    expect(authorityOf({ docNumber: '通政办发〔2026〕3号', title }, 'state-council')).toBe('unknown');
    expect(authorityOf({ docNumber: null, title, issuer: '本刊编辑' }, 'state-council')).toBe('unknown');
  });

  test('the State Council is mandated as its own from the first sight', () => {
    const shelf = new Shelf();
    shelf.look([entry({ title: '全国农业普查条例' })], { from: source({ id: 'govcn', authority: 'state-council' }) });
    expect(shelf.policies).toMatchObject([{ authority: 'state-council' }]);
  });
});

describeWithData('real administrative regulations', 'policy/state-council-regulations', (folder) => {
  test('are the State Council’s wherever their name is 条例, none is taken for a local one', () => {
    const titles = readdirSync(folder).map((file) => file.replace(/\([^)]*\)\.md$/u, ''));
    const named = titles.filter((title) => title.endsWith('条例'));
    expect(named.length).toBeGreaterThan(50);
    const missed = named.filter(
      (title) => authorityOf({ docNumber: null, title }, 'state-council') !== 'state-council',
    );
    // Approved by the State Council for one city's zone in 1988: a person decides, nothing is bound by guess.
    expect(missed).toEqual(['北京市新技术产业开发试验区暂行条例']);
  });
});

describe('whose document it is', () => {
  test('once its issuer is known it is considered anew', () => {
    const shelf = new Shelf();
    shelf.look([entry({ title: '关于某事项的通知' })]);
    expect(shelf.policies).toMatchObject([{ authority: 'unknown', version: 1 }]);
    const plan = shelf.look(
      [entry({ title: '关于某事项的通知', issuer: '国务院办公厅', url: 'https://www.gov.cn/9.html' })],
      { from: source({ id: 'govcn', authority: 'state-council' }) },
    );
    expect(plan.replaces).toMatchObject([{ change: 'merged', next: { authority: 'state-council', version: 2 } }]);
    expect(shelf.look([entry({ title: '关于某事项的通知' })], { now: later(1) }).counts.unchanged).toBe(1);
    expect(shelf.policies).toMatchObject([{ authority: 'state-council', version: 2 }]);
  });

  test('a source that carries one issuer only may say so', () => {
    const shelf = new Shelf();
    shelf.look([entry({ title: '关于某事项的通知' })], {
      from: source({ id: 'tax', settings: { issuer: '税务总局' } }),
    });
    expect(shelf.policies).toMatchObject([{ authority: 'ministry' }]);
  });

  test('ranks are a strict order', () => {
    for (const one of AUTHORITIES)
      for (const other of AUTHORITIES)
        expect(Number(isHigher(one, other)) + Number(isHigher(other, one))).toBe(one === other ? 0 : 1);
  });
});
