'use client';

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { Annotation, Compartment, EditorState } from '@codemirror/state';
import { drawSelection, EditorView, keymap, placeholder as placeholderText } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { sqlOver } from './sql-completions';
import type { SqlEditorProps } from './sql-editor';
import styles from './sql-editor.module.css';
import { sqlInk } from './sql-ink';

/** Columns by the name of their table. */
export type TableNames = Readonly<Record<string, readonly string[]>>;

/** Marks text that came from outside: another tab, undo of the drawing. */
const fromOutside = Annotation.define<boolean>();

/** Run belongs to the editor of pipelines, and Tab leaves the field. */
const keys = [...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap].filter(
  ({ key }) => key !== 'Mod-Enter',
);

export function SqlView({ value, onChange, tables, id, label, placeholder, invalid }: SqlEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const language = useRef(new Compartment());
  const attributes = useRef(new Compartment());
  const take = useRef(onChange);
  take.current = onChange;
  const first = useRef({ value, tables, placeholder });
  /** What was typed and has not come back yet: by then the text may be further on. */
  const typed = useRef<string[]>([]);

  useEffect(() => {
    if (!host.current) return;
    const { value: doc, tables: known, placeholder: words } = first.current;
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc,
        extensions: [
          history(),
          drawSelection(),
          indentOnInput(),
          bracketMatching(),
          closeBrackets(),
          autocompletion({ icons: false }),
          keymap.of(keys),
          EditorView.lineWrapping,
          syntaxHighlighting(sqlInk),
          language.current.of(sqlOver(known)),
          attributes.current.of([]),
          words ? placeholderText(words) : [],
          EditorView.updateListener.of((update) => {
            const isOwn = !update.transactions.some((transaction) => transaction.annotation(fromOutside));
            if (!update.docChanged || !isOwn) return;
            typed.current.push(update.state.doc.toString());
            take.current(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    return () => editor.destroy();
  }, []);

  useEffect(() => {
    const editor = view.current;
    const before = editor?.state.doc.toString();
    const own = typed.current.indexOf(value);
    typed.current.splice(0, own === -1 ? typed.current.length : own + 1);
    if (!editor || before === undefined || before === value || own !== -1) return;
    editor.dispatch({
      changes: { from: 0, to: before.length, insert: value },
      annotations: fromOutside.of(true),
    });
  }, [value]);

  const known = JSON.stringify(tables);
  useEffect(() => {
    view.current?.dispatch({ effects: language.current.reconfigure(sqlOver(JSON.parse(known))) });
  }, [known]);

  useEffect(() => {
    view.current?.dispatch({
      effects: attributes.current.reconfigure(
        EditorView.contentAttributes.of({
          id,
          'aria-label': label,
          'aria-invalid': String(invalid === true),
          'data-field': 'sql',
        }),
      ),
    });
  }, [id, label, invalid]);

  return <div ref={host} className={styles.editor} data-invalid={invalid || undefined} />;
}
