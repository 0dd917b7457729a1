import { column, type RegisterColumn } from './registerColumn';

/** Who of a unit answers for its sites and accounts (联络员名册): the duties that hold now. */
export const LIAISONS: readonly RegisterColumn[] = [
  column('unit', 'reference', {
    header: '单位',
    also: ['单位名称', '所属单位', '单位全称', '工作单位', '部门', '单位代码', '主办单位'],
    isNeeded: true,
    width: 28,
    note: '必填。单位全称或代码。',
  }),
  column('duty', 'duty', {
    header: '职责',
    also: ['职责类别', '人员类别', '类别', '名册类别', '担任职责'],
    isNeeded: true,
    width: 14,
    note: '必填。联络员、信息员、信息主管或分管负责人。',
  }),
  column('name', 'name', {
    header: '姓名',
    also: ['名字', '人员姓名'],
    isNeeded: true,
    width: 14,
    mostCharacters: 60,
    note: '必填。',
  }),
  column('post', 'name', {
    header: '职务',
    also: ['职务名称', '岗位', '现任职务'],
    width: 20,
    mostCharacters: 100,
    note: '新记录必填，如“办公室主任”。',
  }),
  column('rank', 'rank', {
    header: '职级',
    also: ['行政级别', '级别', '职务职级'],
    width: 14,
    note: '信息主管必填；其他人员可不填。',
  }),
  column('mobile', 'text', {
    header: '手机',
    also: ['手机号', '手机号码', '移动电话', '联系电话'],
    width: 16,
    mostCharacters: 30,
    note: '手机和办公电话至少填一个。按文本填写。',
  }),
  column('officePhone', 'text', {
    header: '办公电话',
    also: ['座机', '固定电话', '办公室电话'],
    width: 20,
    mostCharacters: 30,
    note: '如 0435-5222345 转 8。',
  }),
  column('person', 'username', {
    header: '用户名',
    also: ['登录名', '登录用户名'],
    width: 18,
    mostCharacters: 40,
    note: '可不填。能登录本系统的，填其用户名。',
  }),
  column('sinceOn', 'date', {
    header: '任职日期',
    also: ['起始日期', '开始日期', '任职时间', '担任日期'],
    width: 14,
    note: '如 2026-03-01，不晚于今天；新记录留空为导入当天。',
  }),
];
