/** Plots of counts as SVG, which stands within a page and needs nothing from elsewhere. */
import { BarChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Count } from './survey.js';

use([BarChart, GridComponent, SVGRenderer]);

const WIDTH = 880;
/** Legible on light and on dark paper, with a contrast of 3:1 or more on both. */
const BAR = '#2f7fb8';
const INK = '#767676';

/** Upright bars, in the order of the counts. */
export function columns(counts: readonly Count[]): string {
  return drawn(260, {
    grid: { left: 56, right: 12, top: 12, bottom: 28 },
    xAxis: {
      type: 'category',
      data: counts.map(({ name }) => name),
      axisLabel: { color: INK },
      axisLine: { lineStyle: { color: INK } },
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      axisLabel: { color: INK },
      splitLine: { lineStyle: { color: INK, opacity: 0.3 } },
    },
    series: [{ type: 'bar', data: counts.map(({ count }) => count), itemStyle: { color: BAR } }],
  });
}

/** Lying bars with long names, the first on top. */
export function rows(counts: readonly Count[]): string {
  return drawn(34 + counts.length * 26, {
    grid: { left: 300, right: 60, top: 6, bottom: 28 },
    xAxis: {
      type: 'value',
      minInterval: 1,
      axisLabel: { color: INK },
      splitLine: { lineStyle: { color: INK, opacity: 0.3 } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: counts.map(({ name }) => name),
      axisLabel: { color: INK, width: 280, overflow: 'truncate' },
      axisLine: { lineStyle: { color: INK } },
    },
    series: [
      {
        type: 'bar',
        data: counts.map(({ count }) => count),
        itemStyle: { color: BAR },
        label: { show: true, position: 'right', color: INK },
      },
    ],
  });
}

function drawn(height: number, option: object): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
  chart.setOption({ animation: false, textStyle: { fontFamily: 'system-ui, sans-serif' }, ...option });
  const svg = chart.renderToSVGString();
  chart.dispose();
  // It fits the width of the page, and is none of what is read aloud: a table beside it says the same. What answers to a
  // mouse is left out, with names that are others each time.
  return svg
    .replace('<svg ', '<svg class="plot" aria-hidden="true" ')
    .replace(/ width="\d+" height="\d+"/, '')
    .replace(/<style[^>]*>[\s\S]*?<\/style>/g, '')
    .replace(/ class="zr[^"]*"/g, '')
    .replace(/ ecmeta_[a-z_]+="[^"]*"/g, '')
    .trim();
}
