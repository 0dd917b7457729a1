import { BarChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsCoreOption, type ECharts } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef, type ReactNode } from 'react';
import type { AccountDetailView } from '../../api/accounts';
import { FONT_FAMILY } from '../theme/antdTheme';
import { useShownTheme } from '../theme/appearance';
import { DARK, LIGHT, type Palette } from '../theme/palette';
import { weekdayOf } from '../time/civil';
import { useWords } from '../words/words';
import type { Words } from '../words/zh';

// SVG rather than canvas: it prints sharp and keeps its hairlines at any zoom.
use([BarChart, GridComponent, TooltipComponent, SVGRenderer]);

type Daily = AccountDetailView['daily'];

/** A weekday off needs no name; a make-up day is one that works though it is Saturday or Sunday. */
function isMadeUp(day: Daily[number]): boolean {
  return day.working && weekdayOf(day.date) >= 6;
}

/** The first day of each run of named days off carries the name, centred over the run by its length. */
function holidayLabels(daily: Daily): ReadonlyMap<number, string> {
  const labels = new Map<number, string>();
  daily.forEach((day, index) => {
    const named = !day.working && weekdayOf(day.date) <= 5;
    const before = daily[index - 1];
    const begins = before === undefined || before.working || before.dayName !== day.dayName;
    if (named && begins) labels.set(index, day.dayName);
  });
  return labels;
}

function optionOf(daily: Daily, palette: Palette, words: Words): EChartsCoreOption {
  const { chart } = words.accounts;
  const top = Math.max(4, 1 + Math.max(...daily.map((day) => day.count)));
  const labels = holidayLabels(daily);
  const shade = (color: string, label?: string): object => ({
    value: top,
    itemStyle: { color },
    ...(label === undefined
      ? {}
      : {
          label: {
            show: true,
            formatter: label,
            position: 'insideTopLeft',
            distance: 2,
            color: palette.textFaint,
            fontSize: 12,
          },
        }),
  });
  return {
    animation: false,
    textStyle: { fontFamily: FONT_FAMILY, color: palette.textSoft },
    grid: { left: 32, right: 8, top: 8, bottom: 24 },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'line', lineStyle: { color: palette.lineStrong } },
      transitionDuration: 0,
      backgroundColor: palette.raised,
      borderColor: palette.lineStrong,
      textStyle: { color: palette.text, fontSize: 12 },
      formatter: (points: readonly { readonly dataIndex: number }[]) => {
        const day = daily[points[0]?.dataIndex ?? -1];
        return day === undefined
          ? ''
          : `${day.date} ${words.common.weekday(weekdayOf(day.date))} ${day.dayName}<br/>${chart.count} ${day.count}`;
      },
    },
    xAxis: {
      type: 'category',
      data: daily.map((day) => day.date),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: palette.lineStrong } },
      axisLabel: {
        color: palette.textFaint,
        fontSize: 12,
        hideOverlap: true,
        interval: 6,
        formatter: (date: string) => date.slice(5),
      },
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: top,
      minInterval: 1,
      splitNumber: 3,
      splitLine: { lineStyle: { color: palette.line } },
      axisLabel: { color: palette.textFaint, fontSize: 12 },
    },
    series: [
      {
        type: 'bar',
        silent: true,
        barWidth: '100%',
        barGap: '-100%',
        z: 0,
        data: daily.map((day, index) =>
          !day.working
            ? shade(palette.dayOff, labels.get(index))
            : isMadeUp(day)
              ? shade(palette.dayMadeUp)
              : { value: 0 },
        ),
      },
      { type: 'bar', barWidth: 3, z: 2, itemStyle: { color: palette.accent }, data: daily.map((day) => day.count) },
    ],
  };
}

/** Posts a day over a time axis on which days off and make-up days are shaded. Zero is the baseline. */
export default function DailyChart({ daily }: { readonly daily: Daily }): ReactNode {
  const words = useWords();
  const shown = useShownTheme();
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts | null>(null);
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const drawn = init(element, null, { renderer: 'svg' });
    chart.current = drawn;
    const observer = new ResizeObserver(() => drawn.resize());
    observer.observe(element);
    return () => {
      observer.disconnect();
      drawn.dispose();
      chart.current = null;
    };
  }, []);
  useEffect(() => {
    chart.current?.setOption(optionOf(daily, shown === 'dark' ? DARK : LIGHT, words), { notMerge: true });
  }, [daily, shown, words]);
  return <div ref={place} className="daily-chart" aria-hidden="true" />;
}
