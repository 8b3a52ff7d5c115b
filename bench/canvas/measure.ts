import type { Browser, CDPSession, Page } from '@playwright/test';

export interface Frames {
  readonly medianMs: number;
  readonly p95Ms: number;
}

/** Frames are not held to the screen's 60 a second: what counts is how long one takes. */
export const benchArgs = ['--disable-frame-rate-limit', '--disable-gpu-vsync', '--disable-renderer-backgrounding'];

/** A page of its own, with an empty cache. */
export async function openCold(
  browser: Browser,
  url: string,
  isThere: string,
): Promise<{ page: Page; openMs: number; scriptBytes: number }> {
  const context = await browser.newContext({ viewport: { width: 1600, height: 1000 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  let scriptBytes = 0;
  const scripts = new Set<string>();
  await session.send('Network.enable');
  session.on('Network.responseReceived', ({ requestId, type }) => type === 'Script' && scripts.add(requestId));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) scriptBytes += encodedDataLength;
  });
  // tsx names the functions it hands over by a helper that a page does not have.
  await page.addInitScript('globalThis.__name = (value) => value');
  await page.addInitScript((selector) => {
    const analysed: number[] = [];
    Object.assign(window, { analysed });
    new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries()) if (name === 'sluice:analysis') analysed.push(duration);
    }).observe({ entryTypes: ['measure'] });
    const look = () => {
      if (!document.querySelector(selector)) return requestAnimationFrame(look);
      // Painted by the frame after the one that found it.
      return requestAnimationFrame(() => Object.assign(window, { shownAfterMs: performance.now() }));
    };
    requestAnimationFrame(look);
  }, isThere);
  await page.goto(url);
  const shown = await page.waitForFunction(
    () => (window as unknown as { shownAfterMs?: number }).shownAfterMs,
    undefined,
    { timeout: 120_000 },
  );
  const openMs = Number(await shown.jsonValue());
  return { page, openMs, scriptBytes };
}

/** How long each edit took until all that follows from it was known; the editor measures it. */
export const analysesOf = (page: Page): Promise<number[]> =>
  page.evaluate(() => (window as unknown as { analysed: number[] }).analysed);

/** All that follows an open or an edit has come to an end: imports, analyses. */
export async function settled(page: Page): Promise<void> {
  let before = 0;
  for (let quiet = 0; quiet < 3; ) {
    await page.waitForTimeout(500);
    const { length } = await analysesOf(page);
    quiet = length > 0 && length === before ? quiet + 1 : 0;
    before = length;
  }
}

export const elementsOf = (page: Page): Promise<number> => page.evaluate(() => document.querySelectorAll('*').length);

/** Bytes of JavaScript objects that are still in use. */
export async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}

/** Pans by the wheel, some 25 px a frame, around a square back to where it began. */
export async function pan(page: Page, frames = 240): Promise<Frames> {
  const times = await page.evaluate(async (count) => {
    const pane = document.querySelector('.react-flow__pane')!;
    const spans: number[] = [];
    let last = performance.now();
    for (let frame = 0; frame < count + 20; frame += 1) {
      // The first frames go to and fro.
      const way = frame < 20 ? (frame % 2) * 2 : Math.floor(((frame - 20) * 4) / count) % 4;
      const [deltaX, deltaY] = [
        [24, 6],
        [6, 24],
        [-24, -6],
        [-6, -24],
      ][way]!;
      pane.dispatchEvent(
        new WheelEvent('wheel', { deltaX, deltaY, bubbles: true, cancelable: true, clientX: 700, clientY: 400 }),
      );
      const now = await new Promise<number>((resolve) => requestAnimationFrame(() => resolve(performance.now())));
      if (frame >= 20) spans.push(now - last);
      last = now;
    }
    return spans;
  }, frames);
  return summary(times);
}

/** Zooms by the wheel, about the middle of the drawing, until the zoom is `wanted`. */
export async function zoomTo(page: Page, wanted: number): Promise<void> {
  await page.evaluate(async (target) => {
    const pane = document.querySelector('.react-flow__pane')!;
    const zoomOf = () => new DOMMatrix(getComputedStyle(document.querySelector('.react-flow__viewport')!).transform).a;
    const box = pane.getBoundingClientRect();
    for (let turn = 0; turn < 400 && Math.abs(Math.log(zoomOf() / target)) > 0.01; turn += 1) {
      const step = Math.max(-0.2, Math.min(0.2, Math.log2(target / zoomOf())));
      pane.dispatchEvent(
        new WheelEvent('wheel', {
          deltaY: -step / 0.002,
          ctrlKey: true,
          bubbles: true,
          cancelable: true,
          clientX: box.x + box.width / 2,
          clientY: box.y + box.height / 2,
        }),
      );
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  }, wanted);
  await page.waitForTimeout(600);
}

/** Drags the card nearest to the middle, 3 px a frame. */
export async function dragCard(page: Page, frames = 120): Promise<Frames> {
  const times = await page.evaluate(async (count) => {
    const box = document.querySelector('.react-flow')!.getBoundingClientRect();
    const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    const far = (element: Element) => {
      const { x, y } = element.getBoundingClientRect();
      return Math.hypot(x - middle.x, y - middle.y);
    };
    const card = [...document.querySelectorAll('.react-flow__node')].sort((a, b) => far(a) - far(b))[0]!;
    const { x, y, width, height } = card.getBoundingClientRect();
    const mouse = (type: string, target: EventTarget, dx: number) =>
      target.dispatchEvent(
        new MouseEvent(type, {
          bubbles: true,
          cancelable: true,
          view: window,
          button: 0,
          buttons: 1,
          clientX: x + width * 0.5 + dx,
          clientY: y + height * 0.5,
        }),
      );
    mouse('mousedown', card.querySelector('[data-cat]') ?? card, 0);
    const spans: number[] = [];
    let last = performance.now();
    for (let frame = 0; frame < count; frame += 1) {
      mouse('mousemove', window, 3 * (frame < count / 2 ? frame : count - frame) + 6);
      const now = await new Promise<number>((resolve) => requestAnimationFrame(() => resolve(performance.now())));
      if (frame >= 10) spans.push(now - last);
      last = now;
    }
    mouse('mouseup', window, 6);
    return spans;
  }, frames);
  return summary(times);
}

/** Seconds that the page's main thread has worked so far. */
export async function workOf(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
}

export function summary(times: readonly number[]): Frames {
  const sorted = [...times].sort((a, b) => a - b);
  return {
    medianMs: sorted[sorted.length >> 1] ?? Number.NaN,
    p95Ms: sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN,
  };
}
