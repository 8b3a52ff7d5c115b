'use client';

import { useStore } from '@xyflow/react';
import { useEffect } from 'react';
import { WarningGlyph } from '@/app/_ui/glyphs';
import { useEditor, useView } from '../editor';
import styles from './hands.module.css';
import { landing, type PullState } from './pulling';

/** Beside the hand that pulls a wire: why it cannot be let go here. After it was: what was said stays for a moment. */
export function HandHint() {
  const editor = useEditor();
  const hint = useView((state) => state.hint);
  const reason = useStore((state) => {
    const found = landing(editor.document.getState().doc, state as PullState);
    return found && 'reason' in found ? found.reason : '';
  });
  useEffect(() => {
    if (!hint) return;
    const close = () => editor.view.setState({ hint: undefined });
    const timer = setTimeout(close, 5_000);
    window.addEventListener('pointerdown', close);
    window.addEventListener('keydown', close);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pointerdown', close);
      window.removeEventListener('keydown', close);
    };
  }, [editor, hint]);

  return (
    <div role="status" aria-live="polite">
      {reason ? <PulledHint words={reason} /> : hint ? <Hint {...hint} /> : null}
    </div>
  );
}

function PulledHint({ words }: { words: string }) {
  const x = useStore((state) => Math.round(state.connection.pointer?.x ?? 0));
  const y = useStore((state) => Math.round(state.connection.pointer?.y ?? 0));
  const box = useStore((state) => state.domNode)?.getBoundingClientRect();
  return <Hint at={{ x: x + (box?.x ?? 0), y: y + (box?.y ?? 0) }} words={words} />;
}

function Hint({ at, words }: { at: { x: number; y: number }; words: string }) {
  const left = Math.max(8, Math.min(at.x + 14, window.innerWidth - 288));
  const top = Math.max(8, Math.min(at.y + 14, window.innerHeight - 64));
  return (
    <p className={styles.hint} style={{ left, top }}>
      <WarningGlyph />
      {words}
    </p>
  );
}
