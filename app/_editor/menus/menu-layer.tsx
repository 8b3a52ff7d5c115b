'use client';

import { useEffect, useState } from 'react';
import { MenuAt } from '@/app/_ui/menu';
import { useEditor, useView } from '../editor';
import type { OpenMenu } from './open-menu';

/** The menu that was asked for, wherever on the canvas. */
export function MenuLayer() {
  const menu = useView((state) => state.menu);
  return menu ? <Opened key={`${menu.at.x} ${menu.at.y} ${menu.label}`} menu={menu} /> : null;
}

function Opened({ menu }: { menu: OpenMenu }) {
  const editor = useEditor();
  const [returnTo] = useState(() => document.activeElement);
  // Scrolling moves what the menu is about away from under it.
  useEffect(() => {
    const close = ({ target }: Event) => {
      if (!(target instanceof Element && target.closest('[role="menu"]'))) editor.view.setState({ menu: undefined });
    };
    window.addEventListener('wheel', close, { passive: true });
    return () => window.removeEventListener('wheel', close);
  }, [editor]);
  return (
    <MenuAt
      at={menu.at}
      label={menu.label}
      entries={menu.entries}
      onClose={() => editor.view.setState(({ menu: open }) => (open === menu ? { menu: undefined } : {}))}
      returnTo={returnTo instanceof HTMLElement ? returnTo : null}
    />
  );
}
