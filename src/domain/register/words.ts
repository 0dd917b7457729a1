import type { ColumnClass } from '../accounts/account';
import { PLATFORM_TABLE, PLATFORMS, type Platform } from '../accounts/platforms';
import type { SitePlan } from '../accounts/siteFiling';
import type { UnitLevel } from '../accounts/unit';
import type { Role } from '../people/role';
import type { LiaisonDuty, Rank } from '../team/liaison';

/** The words of each choice: the first is written, all are read. */
type Words<Code extends string> = Readonly<Record<Code, readonly [string, ...string[]]>>;

export const LEVEL_WORDS: Words<UnitLevel> = {
  national: ['国家', '国家级', '中央', '部级'],
  province: ['省', '省级', '自治区', '直辖市'],
  city: ['市', '市级', '地级市', '州', '地市', '设区的市'],
  county: ['县', '县级', '区', '区县', '县区', '区级', '县级市', '旗', '县(市、区)'],
  department: ['部门', '局', '委办局', '职能部门', '工作部门', '部门、局', '部门(局)'],
  town: ['乡镇', '乡', '镇', '街道', '乡级', '乡镇级', '乡镇/街道', '乡镇街道'],
  village: ['村', '社区', '村级', '村/社区', '村社区'],
  other: ['其他', '其它', '事业单位', '直属单位', '企业'],
};
export const PLATFORM_WORDS = Object.fromEntries(
  PLATFORMS.map((platform): readonly [Platform, readonly string[]] => {
    const { names, also } = PLATFORM_TABLE[platform];
    return [platform, [names.zh, ...also, platform]];
  }),
) as Words<Platform>;
export const COLUMN_CLASS_WORDS: Words<ColumnClass> = {
  account: ['账号', '整号'],
  news: ['动态要闻类栏目', '动态要闻', '动态要闻类', '要闻', '新闻', '工作动态'],
  notices: ['通知公告、政策文件类栏目', '通知公告、政策文件类', '通知公告', '政策文件', '公告'],
  other: ['其他栏目', '其他', '其它'],
};
export const ROLE_WORDS: Words<Role> = {
  administrator: ['管理员', '系统管理员', 'administrator'],
  operator: ['值班员', '操作员', '审核员', 'operator'],
  officer: ['信息员', '联络员', '填报员', 'officer'],
  viewer: ['查看者', '只读', '查看', 'viewer'],
};

export const DUTY_WORDS: Words<LiaisonDuty> = {
  liaison: ['联络员', '联系人', '政务新媒体联络员'],
  informant: ['信息员', '信息报送员'],
  chief: ['信息主管', '主管'],
  leader: ['分管负责人', '分管领导', '分管负责同志'],
};
export const RANK_WORDS: Words<Rank> = {
  'below-section': ['科级以下', '科员', '办事员', '一级科员', '二级科员'],
  'deputy-section': ['乡科级副职', '副科级', '副科'],
  section: ['乡科级正职', '正科级', '正科'],
  'deputy-division': ['县处级副职', '副处级', '副处'],
  division: ['县处级正职', '正处级', '正处'],
  'above-division': ['厅局级以上', '副厅级', '正厅级', '厅局级'],
};

export const FLAG_WORDS: Words<'true' | 'false'> = { true: ['是', '√', 'y', 'yes'], false: ['否', '×', 'n', 'no'] };

export const SITE_PLAN_WORDS: Words<SitePlan> = {
  keep: ['保留', '保留独立网站', '独立建设'],
  migrate: ['迁移', '迁移到统一平台', '并入统一平台', '集约'],
  close: ['关闭', '关停', '注销'],
};

/** The code a word stands for, however wide it is written; codes themselves are understood as well. */
export function codeOfWord<Code extends string>(words: Words<Code>, text: string): Code | null {
  const plain = plainWord(text);
  for (const [code, said] of Object.entries(words) as [Code, readonly string[]][])
    if (code === plain || said.some((word) => plainWord(word) === plain)) return code;
  return null;
}

export function wordsOf(words: Words<string>): readonly string[] {
  return Object.values(words).map(([first]) => first);
}

/** Half-width, without blanks, in small letters: how heads and choices are compared. */
export function plainWord(text: string): string {
  return text.normalize('NFKC').replace(/\s/gu, '').toLowerCase();
}
