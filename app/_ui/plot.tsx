'use client';

import { useEffect, useRef, useState } from 'react';
import { Skeleton } from './feedback';
import styles from './plot.module.css';

/** A plotly trace or layout: plain JSON. A colour may be a token, written "var(--accent)". */
export type PlotTrace = Readonly<Record<string, unknown>>;
export type PlotLayout = Readonly<Record<string, unknown>>;

interface Plotly {
  react(element: HTMLElement, traces: unknown, layout: unknown, config: unknown): Promise<unknown>;
  purge(element: HTMLElement): void;
  Plots: { resize(element: HTMLElement): void };
}

declare global {
  interface Window {
    Plotly?: Plotly;
  }
}

const source = '/vendor/plotly?v=4.1.1';
let loading: Promise<Plotly> | undefined;

function loadPlotly(): Promise<Plotly> {
  loading ??= new Promise<Plotly>((resolve, reject) => {
    const script = document.createElement('script');
    script.src = source;
    script.async = true;
    script.onload = () => (window.Plotly ? resolve(window.Plotly) : reject(new Error('The chart library is empty')));
    script.onerror = () => {
      loading = undefined;
      script.remove();
      reject(new Error('The chart library did not arrive'));
    };
    document.head.append(script);
  });
  return loading;
}

const tokenColor = /^var\((--[\w-]+)\)(?:\s*\/\s*([\d.]+))?$/;

function resolveTokens(value: unknown, style: CSSStyleDeclaration): unknown {
  if (typeof value === 'string') {
    const found = tokenColor.exec(value);
    if (!found?.[1]) return value;
    const color = style.getPropertyValue(found[1]).trim();
    if (!found[2]) return color;
    const hex = color.replace('#', '');
    const channel = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
    return `rgba(${channel(0)},${channel(2)},${channel(4)},${found[2]})`;
  }
  if (Array.isArray(value)) {
    return typeof value[0] === 'number' ? value : value.map((entry) => resolveTokens(entry, style));
  }
  if (value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, resolveTokens(entry, style)]));
  }
  return value;
}

/** Colours of traces that name none, in this order. */
export const plotColors = [
  'var(--cat-source)',
  'var(--cat-watch)',
  'var(--cat-shape)',
  'var(--cat-prepare)',
  'var(--cat-judge)',
  'var(--cat-model)',
  'var(--cat-check)',
] as const;

const axis = {
  gridcolor: 'var(--line)',
  linecolor: 'var(--line-strong)',
  zerolinecolor: 'var(--line-strong)',
  tickcolor: 'var(--line-strong)',
  automargin: true,
  tickfont: { size: 10, color: 'var(--muted)' },
  title: { font: { size: 11, color: 'var(--muted)' } },
};

function themedLayout(layout: PlotLayout | undefined): Record<string, unknown> {
  const asObject = (value: unknown) => (value !== null && typeof value === 'object' ? value : {});
  const themed: Record<string, unknown> = {
    autosize: true,
    margin: { t: 8, r: 12, b: 32, l: 40 },
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    colorway: plotColors,
    font: { family: 'Inter, system-ui, sans-serif', size: 11, color: 'var(--text-2)' },
    hoverlabel: {
      bgcolor: 'var(--raised)',
      bordercolor: 'var(--line-strong)',
      font: { size: 11, color: 'var(--text)', family: 'Inter, system-ui, sans-serif' },
    },
    legend: { orientation: 'h', x: 0, y: 1.02, yanchor: 'bottom', font: { size: 11, color: 'var(--text-2)' } },
    bargap: 0.18,
    separators: '.,',
    ...layout,
  };
  const named = new Set(['xaxis', 'yaxis', ...Object.keys(layout ?? {}).filter((key) => /^[xy]axis\d*$/.test(key))]);
  for (const key of named) {
    const own = asObject(layout?.[key]);
    const title = asObject((own as { title?: unknown }).title);
    themed[key] = { ...axis, showgrid: key.startsWith('y'), ...own, title: { ...axis.title, ...title } };
  }
  return themed;
}

export interface PlotProps {
  traces: readonly PlotTrace[];
  layout?: PlotLayout;
  height?: number;
  /** What the chart says, in one sentence: it is what a screen reader hears. */
  label: string;
  /** Shows plotly's tools on hover (zoom, pan, save). */
  tools?: boolean;
}

/** A chart. The library is fetched when the first one comes into view; colours follow the theme. */
export function Plot({ traces, layout, height = 260, label, tools = false }: PlotProps) {
  const frame = useRef<HTMLDivElement>(null);
  const target = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState(false);
  const [plotly, setPlotly] = useState<Plotly | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [theme, setTheme] = useState<string | undefined>(undefined);

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const sight = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setSeen(true);
      },
      { rootMargin: '120px' },
    );
    sight.observe(element);
    return () => sight.disconnect();
  }, []);

  useEffect(() => {
    if (!seen) return;
    let gone = false;
    loadPlotly().then(
      (loaded) => {
        if (!gone) setPlotly(loaded);
      },
      (error: unknown) => {
        if (!gone) setProblem(error instanceof Error ? error.message : 'The chart library did not arrive');
      },
    );
    return () => {
      gone = true;
    };
  }, [seen]);

  useEffect(() => {
    const themeChange = new MutationObserver(() => setTheme(document.documentElement.dataset.theme));
    themeChange.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    return () => themeChange.disconnect();
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are read anew when the theme changes
  useEffect(() => {
    const element = target.current;
    if (!plotly || !element) return;
    const style = getComputedStyle(element);
    plotly
      .react(element, resolveTokens(traces, style), resolveTokens(themedLayout(layout), style), {
        displayModeBar: tools ? 'hover' : false,
        displaylogo: false,
        responsive: false,
        modeBarButtonsToRemove: ['select2d', 'lasso2d', 'autoScale2d'],
      })
      .catch((error: unknown) => setProblem(error instanceof Error ? error.message : 'The chart cannot be drawn'));
  }, [plotly, traces, layout, tools, theme]);

  useEffect(() => {
    const element = target.current;
    if (!plotly || !element) return;
    const size = new ResizeObserver(() => {
      if (element.clientWidth > 0) plotly.Plots.resize(element);
    });
    size.observe(element);
    return () => {
      size.disconnect();
      plotly.purge(element);
    };
  }, [plotly]);

  return (
    <div ref={frame} className={styles.frame} style={{ height }} role="img" aria-label={label}>
      {problem ? <p className={styles.problem}>{problem}. Reload the page to try again.</p> : null}
      {plotly || problem ? null : <Skeleton height="100%" />}
      <div ref={target} className={styles.plot} hidden={!plotly} />
    </div>
  );
}
