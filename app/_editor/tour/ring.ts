import { useEffect } from 'react';
import type { Editor } from '../editor';
import type { Place } from './steps';

const attribute = 'data-coached';
const lookAgainMs = 300;

/** The control on screen that a step is about, as people and screen readers find it: by what it says. */
export function elementOf(place: Place | undefined): HTMLElement | undefined {
  switch (place?.kind) {
    case 'palette':
      return byWords('nav[aria-label="Nodes"] button', (words) => words === place.title);
    case 'card':
      return find(`.react-flow__node[data-id="${CSS.escape(place.node)}"]`);
    case 'setting':
      return (
        byName('aside[aria-label="Inspector"] :is(button, input, [role="combobox"])', place.label) ??
        elementOf({ kind: 'card', node: place.node })
      );
    case 'control':
      return controls[place.name]();
    default:
      return undefined;
  }
}

const controls: Readonly<Record<'samples' | 'data' | 'run' | 'publish', () => HTMLElement | undefined>> = {
  samples: () => find('[aria-label="How to begin"] [aria-label="Sample data"]'),
  data: () => find('[aria-label="Data, problems and runs"]'),
  run: () => byWords('header button', (words) => /^Run( |\d|$)/.test(words)),
  publish: () =>
    byWords('[role="dialog"] button', (words) => /publish$/i.test(words)) ??
    byWords('header button', (words) => words === 'Publish'),
};

const find = (selector: string): HTMLElement | undefined => document.querySelector<HTMLElement>(selector) ?? undefined;

function byWords(selector: string, fits: (words: string) => boolean): HTMLElement | undefined {
  const all = document.querySelectorAll<HTMLElement>(selector);
  return [...all].find((element) => fits(element.textContent?.trim() ?? ''));
}

function byName(selector: string, label: string): HTMLElement | undefined {
  const all = document.querySelectorAll<HTMLElement>(selector);
  return [...all].find((element) => {
    const name = element.getAttribute('aria-label') ?? (element as HTMLInputElement).labels?.[0]?.textContent ?? '';
    return name.startsWith(label);
  });
}

/** Rings the control while the coach is on screen. It looks for it now and then, since panels come and go. */
export function useRing(place: Place | undefined): void {
  const key = JSON.stringify(place);
  useEffect(() => {
    const wanted = key === undefined ? undefined : (JSON.parse(key) as Place);
    let ringed: HTMLElement | undefined;
    const look = () => {
      const found = elementOf(wanted);
      if (found === ringed) return;
      ringed?.removeAttribute(attribute);
      found?.setAttribute(attribute, '');
      // The list of nodes is long: its entry comes into sight by itself. The canvas moves only when asked.
      if (wanted?.kind === 'palette') found?.scrollIntoView({ block: 'nearest' });
      ringed = found;
    };
    look();
    const timer = setInterval(look, lookAgainMs);
    return () => {
      clearInterval(timer);
      ringed?.removeAttribute(attribute);
    };
  }, [key]);
}

/** Brings the control into sight and puts the cursor on it. */
export function showPlace(editor: Editor, place: Place): void {
  if (place.kind === 'card' || place.kind === 'setting') {
    editor.view.setState({ selection: new Set([place.node]), inspectorTab: 'configure' });
    editor.canvas?.reveal(place.node);
  }
  if (place.kind === 'control' && place.name === 'data')
    editor.view.setState({ isBottomOpen: true, bottomTab: 'data' });
  // What was folded or not selected is drawn first.
  requestAnimationFrame(() => {
    const element = elementOf(place);
    element?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    const focusable = 'button, input, [tabindex="0"]';
    (element?.matches(`${focusable}, .react-flow__node`)
      ? element
      : element?.querySelector<HTMLElement>(focusable)
    )?.focus();
  });
}
