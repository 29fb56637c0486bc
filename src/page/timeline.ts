/** Documents by month, as a plot that chooses a month or a span of them. The fields beside it do the same with words. */
import { BarChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { type ECharts, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import type { Row } from '../preview/model.js';
import { element } from './elements.js';

use([BarChart, GridComponent, CanvasRenderer]);

/** More months than this are shown as years. */
const MOST_MONTHS = 600;

export class Timeline {
  readonly root = element('section', { class: 'timeline', 'aria-label': 'Documents by time' });
  readonly #plot = element('div', { class: 'plot', 'aria-hidden': 'true' });
  readonly #names: readonly string[];
  readonly #counts: readonly number[];
  readonly #choose: (first: string, last: string) => void;
  #chart: ECharts | undefined;
  #lit: readonly [string, string] = ['', ''];

  /** @param choose hears which month was chosen, or two empty words. */
  constructor(rows: readonly Row[], choose: (first: string, last: string) => void) {
    this.#choose = choose;
    const months = rows.flatMap(({ when }) => /^\d{4}-\d\d/.exec(when ?? '')?.[0] ?? []);
    const names = monthsBetween(months);
    const isYears = names.length > MOST_MONTHS;
    const units = isYears ? rows.flatMap(({ when }) => /^\d{4}/.exec(when ?? '')?.[0] ?? []) : months;
    const counts = new Map<string, number>();
    for (const name of units) counts.set(name, (counts.get(name) ?? 0) + 1);
    this.#names = isYears ? yearsBetween(units) : names;
    this.#counts = this.#names.map((name) => counts.get(name) ?? 0);
    const unit = isYears ? 'year' : 'month';
    const without = rows.length - units.length;
    const others = without === 0 ? '' : ` Without a ${unit}: ${without.toLocaleString('en')}.`;
    const note = `Documents by ${unit}; a click on a bar shows those of the ${unit}, a second click all.${others}`;
    if (this.#names.length > 1) this.root.append(this.#plot, element('p', { class: 'note' }, note));
  }

  /** Once it is part of the page. */
  draw(): void {
    if (this.#names.length < 2) return;
    this.#chart = init(this.#plot, null, { renderer: 'canvas', height: 140 });
    this.#chart.on('click', ({ name }) => {
      if (this.#lit[0] === name && this.#lit[1] === name) this.#choose('', '');
      else this.#choose(name, name);
    });
    new ResizeObserver(() => this.#chart?.resize()).observe(this.#plot);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#paint());
    this.#paint();
  }

  /** @param from a year, a month or a day, or nothing. */
  light(from: string, to: string): void {
    this.#lit = [from, to];
    this.#paint();
  }

  #paint(): void {
    const style = getComputedStyle(this.#plot);
    const [ink, bar, faint] = ['--soft', '--accent', '--line'].map((name) => style.getPropertyValue(name).trim());
    const [from, to] = this.#lit;
    const isLit = (name: string) =>
      (from === '' || name >= from.slice(0, name.length)) && (to === '' || name <= to.slice(0, name.length));
    const axis = { axisLabel: { color: ink }, axisLine: { lineStyle: { color: ink } } };
    this.#chart?.setOption({
      animation: false,
      grid: { left: 48, right: 12, top: 8, bottom: 24 },
      xAxis: { type: 'category', data: this.#names, ...axis },
      yAxis: { type: 'value', minInterval: 1, splitLine: { lineStyle: { color: faint } }, ...axis },
      series: [
        {
          type: 'bar',
          barCategoryGap: '10%',
          data: this.#counts.map((value, i) => ({ value, itemStyle: { color: isLit(this.#names[i]!) ? bar : faint } })),
        },
      ],
    });
  }
}

function yearsBetween(years: readonly string[]): readonly string[] {
  const all = [...years].sort();
  const [first, last] = [Number(all[0]), Number(all.at(-1))];
  return Array.from({ length: last - first + 1 }, (_, i) => String(first + i).padStart(4, '0'));
}

/** From the first to the last, none left out. */
function monthsBetween(months: readonly string[]): readonly string[] {
  if (months.length === 0) return [];
  const all = [...months].sort();
  const names: string[] = [];
  let [year, month] = all[0]!.split('-').map(Number) as [number, number];
  for (const last = all.at(-1)!; ; ) {
    const name = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
    names.push(name);
    if (name >= last) return names;
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
}
