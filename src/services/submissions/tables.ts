import type { StandingView } from '../../api/submissions';
import type { Principal } from '../../domain/people/role';
import type { Month } from '../../domain/submissions/month';
import { civilIsoOf } from '../../domain/time/civil';
import type { Submission } from '../../domain/submissions/submission';
import { deadlineText } from '../../wording/civilMoment';
import { codes } from '../../wording/zh/codes';
import { pagesOf } from '../pagesOf';
import { readScope } from '../readScope';
import type { ServiceDeps } from '../settings';
import { createUnitNames } from '../unitNames';
import type { SubmissionServices, SubmissionTable } from './contract';

/** A workbook holds no more of what is counted; the pages show the rest. */
const BOUNDS = { limit: 200, maxPages: 25 };

/** What people carry away: the standing of a month and the list of a year, in Chinese, as files of the office are. */
export function createTables(
  deps: ServiceDeps,
  { standing, awards }: Pick<SubmissionServices, 'standing' | 'awards'>,
): Pick<SubmissionServices, 'standingTable' | 'awardTable'> {
  const { clock, settings } = deps;
  const unitNames = createUnitNames(deps);
  return {
    standingTable: async (month, principal) => {
      const { items, dueBy } = await standing(month, 'tree', principal);
      const { nameOf } = await unitNames(clock.now());
      const { counted, left } = await countedOf(deps, month, principal);
      return {
        name: `信息报送 ${month}`,
        sheets: [
          {
            name: '报送情况',
            widths: [24, 8, 8, 8, 8, 10, 8, 8, 18, 60, 18, 14],
            lines: [
              [
                '单位',
                '应报送',
                '已计入',
                '报送',
                '采用',
                '退回在改',
                '未采用',
                '还差',
                '截止',
                '依据',
                '结算时间',
                '结算后变动',
              ],
              ...items.map((row) => standingLine(row, deadlineText(dueBy))),
            ],
          },
          {
            name: '信息明细',
            widths: [24, 40, 20, 14, 14, 12, 18, 14, 40],
            lines: [
              ['单位', '标题', '类别', '供稿科室', '信息员', '状态', '报送时间', '质量得分', '采用去向'],
              ...counted.map((one) => itemLine(one, nameOf(one.unitId))),
              ...(left > 0 ? [['', `其余 ${left} 条见页面`]] : []),
            ],
          },
        ],
      };
    },
    awardTable: async (year, principal): Promise<SubmissionTable> => {
      const { items } = await awards(year, principal);
      const { criteria, awardClause } = settings.submissions;
      return {
        name: `信息员年度名单 ${year}`,
        sheets: [
          {
            name: '信息员名单',
            widths: [8, 14, 24, 8, 8, 8, ...criteria.map(() => 14), 12, 12, 10, 20, 40, 14, 40],
            lines: [
              [
                ...['名次', '信息员', '单位', '报送', '采用', '得分', ...criteria.map(({ title }) => title)],
                ...['应完成月数', '已完成月数', '是否列入', '原因', '说明', '决定人', '依据'],
              ],
              ...items.map((line) => [
                ...[`${line.place}${line.isTied ? '（并列）' : ''}`, line.name],
                line.units.map(({ name }) => name).join('、'),
                ...[line.sent, line.adopted, line.points].map(String),
                ...criteria.map(({ key }) => String(line.criteria.find((met) => met.key === key)?.times ?? 0)),
                ...[line.owedMonths, line.metMonths].map(String),
                line.decision === null ? '未决定' : line.decision.listed ? '列入' : '不列入',
                line.decision === null ? '' : codes.awardReason[line.decision.reason],
                ...[line.decision?.words ?? '', line.decision?.name ?? '', awardClause],
              ]),
            ],
          },
        ],
      };
    },
  };

  async function countedOf(
    of: ServiceDeps,
    month: Month,
    principal: Principal,
  ): Promise<{ readonly counted: readonly Submission[]; readonly left: number }> {
    const found: Submission[] = [];
    const scope = readScope(principal);
    for await (const { items } of pagesOf((page) => of.storage.submissions.list({ month }, page, scope), BOUNDS))
      found.push(...items);
    const counts = [...(await of.storage.submissions.countsOf(month, scope)).values()];
    const total = counts.flatMap((states) => Object.values(states)).reduce((sum, count) => sum + count, 0);
    return { counted: found, left: total - found.length };
  }
}

function standingLine({ unitName, quota, settled, now, isCorrected }: StandingView, due: string): readonly string[] {
  const { counted, sent, adopted, returned, notAdopted, missing } = settled ?? now;
  const basis = quota === null ? '' : [quota.clause, quota.exception ?? ''].filter((part) => part !== '').join('；');
  return [
    ...[unitName, quota === null ? '' : String(quota.least)],
    ...[counted, sent, adopted, returned, notAdopted].map(String),
    ...[quota === null ? '' : String(missing), due, basis],
    ...[settled === null ? '' : civilText(new Date(settled.at)), isCorrected ? `现计入 ${now.counted}` : ''],
  ];
}

function itemLine(one: Submission, unitName: string): readonly string[] {
  const { title, kind, section, informant, state, sentAt, adoption } = one;
  const points = adoption?.criteria.reduce((sum, met) => sum + met.points, 0) ?? 0;
  return [
    ...[unitName, title, codes.submissionKind[kind], section, informant.name, codes.submissionState[state]],
    ...[sentAt === null ? '' : civilText(sentAt), adoption === null ? '' : String(points)],
    adoption?.uses.map(({ where, link }) => [where, link ?? ''].join(' ').trim()).join('；') ?? '',
  ];
}

/** `2026-11-20 10:00`. */
function civilText(at: Date): string {
  return civilIsoOf(at).slice(0, 16).replace('T', ' ');
}
