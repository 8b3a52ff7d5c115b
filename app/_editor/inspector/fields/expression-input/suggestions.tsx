'use client';

import { Popover } from 'radix-ui';
import { type RefObject, useEffect, useMemo, useRef } from 'react';
import { classNames } from '@/app/_ui/class-names';
import floating from '@/app/_ui/floating.module.css';
import { TypeGlyph } from '@/app/_ui/glyphs';
import type { SignatureHelp } from '@/nodes/kernel/expr/caret';
import type { Completion } from '@/nodes/kernel/expr/complete';
import { writtenParameter } from '@/nodes/kernel/expr/written-signature';
import type { ScalarType } from '@/nodes/kernel/schema';
import styles from './expression-input.module.css';
import type { SuggestionMenu } from './use-suggestions';

interface SuggestionsProps {
  id: string;
  menu: SuggestionMenu;
  painted: RefObject<HTMLPreElement | null>;
}

/** Below the caret: the parameter that stands there, what can be written, and what the marked one does. */
export function Suggestions({ id, menu, painted }: SuggestionsProps) {
  const { at, list, signature, active } = menu;
  const from = list?.from ?? at ?? 0;
  const anchor = useMemo(
    () => ({ current: { getBoundingClientRect: () => placeOf(painted.current, from) } }),
    [painted, from],
  );
  const marked = list?.items[active];
  return (
    <>
      <span className={styles.spoken} aria-live="polite">
        {list ? `${list.items.length} suggestions` : ''}
      </span>
      <Popover.Root open={at !== undefined}>
        <Popover.Anchor virtualRef={anchor} />
        <Popover.Portal>
          <Popover.Content
            role="presentation"
            side="bottom"
            align="start"
            sideOffset={4}
            alignOffset={-8}
            collisionPadding={8}
            // The text moves without a scroll when the inspector's head gains a line.
            updatePositionStrategy="always"
            onOpenAutoFocus={(event) => event.preventDefault()}
            onCloseAutoFocus={(event) => event.preventDefault()}
            // A press in the panel must leave the caret where it is.
            onMouseDown={(event) => event.preventDefault()}
            className={classNames(floating.panel, floating.flush, styles.panel)}
          >
            {signature ? <Signature help={signature} brief={list !== undefined} /> : null}
            {list ? <List id={id} menu={menu} items={list.items} /> : null}
            {marked ? <About item={marked} /> : null}
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
    </>
  );
}

function List({ id, menu, items }: { id: string; menu: SuggestionMenu; items: readonly Completion[] }) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[menu.active]?.scrollIntoView({ block: 'nearest' });
  }, [menu.active]);
  return (
    <div ref={list} id={id} role="listbox" aria-label="Suggestions" className={styles.list}>
      {items.map((item, position) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the text field keeps the focus and names the active option
        // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the text field
        <div
          key={`${item.kind} ${item.label}`}
          id={`${id}-${position}`}
          role="option"
          aria-selected={position === menu.active}
          className={classNames(floating.item, styles.option)}
          data-selected={position === menu.active}
          data-kind={item.kind}
          onMouseMove={() => position === menu.active || menu.setActive(position)}
          onClick={() => menu.choose(item)}
        >
          <span className={styles.mark}>
            {item.kind === 'column' ? (
              <TypeGlyph type={item.detail.split(',')[0] as ScalarType} />
            ) : item.kind === 'function' ? (
              'ƒ'
            ) : (
              '·'
            )}
          </span>
          <span className={styles.optionName}>{item.label}</span>
          {item.kind === 'column' ? (
            <span className={floating.aside}>{item.detail.includes('missing') ? 'may be missing' : ''}</span>
          ) : null}
        </div>
      ))}
    </div>
  );
}

/** The marked suggestion in full. */
function About({ item }: { item: Completion }) {
  if (item.kind === 'column') return null;
  return (
    <div className={styles.about}>
      {item.kind === 'function' ? item.detail.split('\n').map((line) => <code key={line}>{line}</code>) : null}
      {item.summary ? <p>{item.summary}</p> : null}
      {item.example ? (
        <p>
          <code className={styles.example}>{item.example}</code>
        </p>
      ) : null}
    </div>
  );
}

function Signature({ help, brief }: { help: SignatureHelp; brief: boolean }) {
  const { name, signature, active, summary } = help;
  return (
    <div className={styles.signature}>
      <code>
        {name}(
        {signature.parameters.map((parameter, position) => (
          <span key={parameter.name + String(position)}>
            {position > 0 ? ', ' : ''}
            <span data-active={position === active || undefined}>{writtenParameter(parameter)}</span>
          </span>
        ))}
        ) → {signature.result}
      </code>
      {brief ? null : <p>{summary}</p>}
    </div>
  );
}

/** Where a character of the painted text stands on the screen. */
function placeOf(painted: HTMLPreElement | null, offset: number): DOMRect {
  if (!painted) return new DOMRect();
  const range = document.createRange();
  let left = offset;
  for (const span of painted.children) {
    const node = span.firstChild;
    const length = node?.textContent?.length ?? 0;
    if (node && left < length) {
      range.setStart(node, left);
      range.setEnd(node, left + 1);
      return range.getClientRects()[0] ?? painted.getBoundingClientRect();
    }
    left -= length;
  }
  range.selectNodeContents(painted);
  range.collapse(false);
  const end = painted.lastChild;
  if (end) range.selectNode(end);
  return range.getBoundingClientRect();
}
