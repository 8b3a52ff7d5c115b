import type { Page } from '@playwright/test';

/**
 * What is wrong with the layout on screen, by geometry: a page that scrolls sideways, and controls that reach beyond the
 * window, that are cut off by something that does not scroll, or that something else lies on. Cards and wires of a canvas
 * may lie on each other and beyond it.
 */
export function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const controls = 'button, a[href], input, select, textarea, [role="tab"], [role="switch"], [role="separator"]';
    const free =
      '.react-flow__viewport, .react-flow__minimap, [aria-hidden="true"], [data-radix-popper-content-wrapper]';
    const room = { width: window.innerWidth, height: window.innerHeight };
    const faults: string[] = [];
    const nameOf = (element: Element) =>
      `${element.getAttribute('role') ?? element.localName} “${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40)}”`;
    // A sheet over the page covers what is below it, on purpose.
    const isBelowSheet = (element: Element | null, control: Element): boolean =>
      element !== null &&
      !element.contains(control) &&
      (Number(getComputedStyle(element).zIndex) >= 29 || isBelowSheet(element.parentElement, control));
    const pageWidth = document.scrollingElement?.scrollWidth ?? 0;
    if (pageWidth > room.width + 1) faults.push(`the page is ${pageWidth} px wide in a window of ${room.width} px`);

    for (const control of document.querySelectorAll<HTMLElement>(controls)) {
      if (control.closest(free) || !control.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
        continue;
      const box = control.getBoundingClientRect();
      // Hidden for the eye, there for screen readers; or a skip link that waits above the page.
      if (box.width < 4 || box.height < 4 || box.bottom <= 0) continue;
      let mayScroll = false;
      let cut: string | undefined;
      for (let parent = control.parentElement; parent; parent = parent.parentElement) {
        const style = getComputedStyle(parent);
        const frame = parent.getBoundingClientRect();
        const scrolls = (overflow: string) => overflow === 'auto' || overflow === 'scroll';
        if (scrolls(style.overflowX) || scrolls(style.overflowY)) {
          const isAway =
            box.right > frame.right || box.left < frame.left || box.bottom > frame.bottom || box.top < frame.top;
          mayScroll ||= isAway;
          // What a scrolled list takes out of sight is not cut by what lies further out.
          if (isAway) break;
        } else if (style.overflowX === 'hidden' && (box.right > frame.right + 2 || box.left < frame.left - 2)) {
          cut ??= nameOf(parent);
        }
        if (style.position === 'fixed') break;
      }
      if (mayScroll) continue;
      if (box.right > room.width + 1 || box.left < -1) faults.push(`${nameOf(control)} reaches beyond the window`);
      else if (cut) faults.push(`${nameOf(control)} is cut off`);
      else if (box.bottom <= room.height + 1) {
        // A link that goes on in the next line has a box around both.
        const line = control.getClientRects()[0] ?? box;
        const middle = { x: line.left + line.width / 2, y: line.top + line.height / 2 };
        const top = document.elementFromPoint(middle.x, middle.y);
        const isOwn =
          top && (control.contains(top) || top.contains(control) || top.closest('label')?.control === control);
        if (!isOwn && !isBelowSheet(top, control))
          faults.push(`${nameOf(control)} is covered by ${top ? nameOf(top) : 'nothing that can be clicked'}`);
      }
    }
    return [...new Set(faults)];
  });
}
