export interface Bar {
  readonly label: string;
  /** One value for each series. */
  readonly values: readonly number[];
  /** What stands behind the bar. */
  readonly note?: string;
}

export interface Series {
  readonly name: string;
  readonly colour: string;
}

export interface BarChart {
  readonly title: string;
  readonly subtitle?: string;
  readonly series: readonly Series[];
  readonly bars: readonly Bar[];
  /** The axis's name. */
  readonly unit: string;
  /** A line across all bars. */
  readonly mark?: { readonly at: number; readonly label: string };
  /** Whether a bar's values stand on one another, or side by side. */
  readonly stacked: boolean;
  /** Whether values are whole numbers. */
  readonly counts: boolean;
}

const width = 860;
const barHeight = 18;
const padding = 24;
const font = "font-family=\"system-ui, 'Segoe UI', Helvetica, Arial, sans-serif\"";
const ink = "#24292f";
const faint = "#d0d7de";

/** Draws lying bars as an SVG that stands alone: no script, no style sheet, its own white ground. */
export async function barChart(chart: BarChart): Promise<string> {
  const { scaleBand, scaleLinear } = await import("d3-scale");
  const { bars, series, stacked, mark } = chart;
  const labelWidth = Math.min(320, Math.max(60, ...bars.map(({ label }) => label.length * 6.6)));
  const left = padding + labelWidth + 8;
  const right = width - padding - Math.max(40, ...bars.map(({ note = "" }) => note.length * 6.6));
  const legend = series.length > 1 ? layOutLegend(series) : [];
  const legendTop = padding + 24 + (chart.subtitle === undefined ? 0 : 20);
  const top = legendTop + legend.reduce((most, { row }) => Math.max(most, row + 1), 0) * 20 + 20;
  const rowHeight = stacked ? barHeight : barHeight * series.length;
  const bottom = top + bars.length * (rowHeight + 10);
  const most = Math.max(
    ...bars.map(({ values }) => (stacked ? values.reduce((a, b) => a + b, 0) : Math.max(...values))),
    mark?.at ?? 0,
  );
  // Fewer than six things cannot be counted in six steps.
  const ticks = chart.counts ? Math.max(1, Math.min(6, most)) : 6;
  const x = scaleLinear([0, most || 1], [left, right]).nice(ticks);
  const y = scaleBand(
    bars.map((_, index) => index),
    [top, bottom],
  ).paddingInner(0.3);
  const height = bottom + 44 + padding;

  const parts: string[] = [
    text(padding, padding + 12, chart.title, { size: 17, weight: 600 }),
    chart.subtitle === undefined ? "" : text(padding, padding + 34, chart.subtitle, { colour: "#57606a" }),
  ];
  for (const { name, colour, x: place, row } of legend) {
    const y = legendTop + row * 20;
    parts.push(rect(place, y, 12, 12, colour), text(place + 18, y + 10, name));
  }
  for (const tick of x.ticks(ticks)) {
    parts.push(line(x(tick), top - 4, x(tick), bottom, faint));
    parts.push(
      text(x(tick), bottom + 16, x.tickFormat(ticks)(tick), { anchor: "middle", colour: "#57606a" }),
    );
  }
  parts.push(text((left + right) / 2, bottom + 36, chart.unit, { anchor: "middle", colour: "#57606a" }));
  bars.forEach(({ label, values, note }, index) => {
    const rowTop = y(index) ?? top;
    parts.push(text(left - 8, rowTop + y.bandwidth() / 2 + 4, label, { anchor: "end" }));
    let from = 0;
    let end = left;
    values.forEach((value, which) => {
      const thickness = stacked ? y.bandwidth() : y.bandwidth() / values.length;
      const barTop = rowTop + (stacked ? 0 : which * thickness);
      const start = stacked ? x(from) : left;
      const stop = stacked ? x(from + value) : x(value);
      parts.push(
        rect(
          start,
          barTop,
          Math.max(value > 0 ? 1 : 0, stop - start),
          thickness,
          series[which]?.colour ?? ink,
        ),
      );
      from += value;
      end = Math.max(end, stop);
    });
    if (note !== undefined) parts.push(text(end + 6, rowTop + y.bandwidth() / 2 + 4, note));
  });
  if (mark) {
    parts.push(line(x(mark.at), top - 10, x(mark.at), bottom, "#cf222e"));
    parts.push(text(x(mark.at), top - 14, mark.label, { anchor: "middle", colour: "#cf222e" }));
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${round(height)}" width="${width}" height="${round(height)}" role="img" aria-label="${escape(chart.title)}" ${font} font-size="12">`,
    rect(0, 0, width, height, "#ffffff"),
    ...parts.filter((part) => part !== ""),
    "</svg>\n",
  ].join("\n");
}

interface LegendEntry extends Series {
  readonly x: number;
  readonly row: number;
}

/** One beside the other, and on a new row where there is no room left. */
function layOutLegend(series: readonly Series[]): LegendEntry[] {
  let x = padding;
  let row = 0;
  return series.map((one) => {
    const needed = 18 + one.name.length * 6.6 + 20;
    if (x > padding && x + needed > width - padding) {
      x = padding;
      row += 1;
    }
    const entry = { ...one, x, row };
    x += needed;
    return entry;
  });
}

interface TextStyle {
  readonly anchor?: "start" | "middle" | "end";
  readonly colour?: string;
  readonly size?: number;
  readonly weight?: number;
}

function text(x: number, y: number, content: string, style: TextStyle = {}): string {
  const { anchor = "start", colour = ink, size, weight } = style;
  const more = `${size === undefined ? "" : ` font-size="${size}"`}${weight === undefined ? "" : ` font-weight="${weight}"`}`;
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" fill="${colour}"${more}>${escape(content)}</text>`;
}

const rect = (x: number, y: number, w: number, h: number, colour: string): string =>
  `<rect x="${round(x)}" y="${round(y)}" width="${round(w)}" height="${round(h)}" fill="${colour}"/>`;

const line = (x1: number, y1: number, x2: number, y2: number, colour: string): string =>
  `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" stroke="${colour}"/>`;

const round = (value: number): number => Math.round(value * 10) / 10;

const escape = (content: string): string =>
  content.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
