'use client';

import { useEffect, useMemo, useRef } from 'react';
import { Button } from '@/app/_ui/button';
import { Note } from '@/app/_ui/feedback';
import { TextArea } from '@/app/_ui/input';
import { Section } from '@/app/_ui/panel';
import type { AnyNode } from '@/nodes/kernel/define-node';
import { describeConfig, type FieldDescription } from '@/nodes/kernel/describe-config';
import type { GraphNode } from '@/nodes/kernel/graph-doc/graph-doc';
import { emptyOpenSchema } from '@/nodes/kernel/schema';
import { useAnalysis, useDocument, useEditor, useView } from '../editor';
import { applyFix } from '../problems/apply-fix';
import { aidsByType } from './aids/aids';
import { isChanged } from './changed-mark';
import { type Form, FormContext, pathKey } from './form-context';
import { FormFields } from './form-fields';
import styles from './inspector.module.css';

interface ConfigureTabProps {
  id: string;
  node: GraphNode;
  definition: AnyNode;
}

const none: readonly never[] = [];
const nameOf = ({ name }: { name: string }) => name;

/** The form of a node, made from the description of its settings. */
export function ConfigureTab({ id, node, definition }: ConfigureTabProps) {
  const editor = useEditor();
  const analysis = useAnalysis((state) => state.nodes[id]);
  const problems = useAnalysis((state) => state.byNode[id] ?? none);
  const parameters = useDocument((state) => state.doc.parameters);
  const fields = useMemo(() => describeConfig(definition.config), [definition]);
  const root = useRef<HTMLDivElement>(null);
  useAskedFocus(root);

  const form = useMemo<Form>(
    () => ({
      node: id,
      problems,
      parameters,
      columns(input) {
        if (input === '$output')
          return Object.values(analysis?.outputs ?? {}).find((port) => port.schema)?.schema?.columns ?? [];
        return analysis?.inputs[input ?? 'table']?.columns ?? [];
      },
      expressionTable(field, path) {
        const own = analysis?.configured
          ? definition.expressionTable?.({ config: analysis.config, inputs: analysis.inputs }, path)
          : undefined;
        return own ?? analysis?.inputs[field.input ?? 'table'] ?? emptyOpenSchema;
      },
      tables() {
        // Also before anything is typed, when the node is not configured yet.
        const settings = definition.config.safeParse(node.config);
        const bound = settings.success
          ? definition.binding?.({ config: settings.data, inputs: analysis?.inputs ?? {} })
          : undefined;
        return Object.fromEntries((bound?.inputs ?? []).map(({ name, columns }) => [name, columns.map(nameOf)]));
      },
      set: (path, value, label) =>
        editor.document
          .getState()
          .dispatch([{ kind: 'set-setting', id, path: [...path], value }], label, { slot: `${id}.${pathKey(path)}` }),
      reset: (path, label) =>
        editor.document.getState().dispatch([{ kind: 'set-setting', id, path: [...path] }], `Reset ${label}`),
      bindNew: (path, name, parameter, label) =>
        editor.document.getState().dispatch(
          [
            { kind: 'set-parameter', name, parameter },
            { kind: 'set-setting', id, path: [...path], value: { $param: name } },
          ],
          `Bind ${label}`,
        ),
    }),
    [id, definition, problems, parameters, analysis, editor, node.config],
  );
  const Aid = aidsByType[node.type];
  const general = problems.filter(({ place }) => !place.path || place.path.length === 0);

  return (
    <FormContext value={form}>
      <div ref={root}>
        {general.map((problem) => (
          <div key={`${problem.code} ${problem.place.port ?? ''} ${problem.message}`} className={styles.general}>
            <Note
              tone={problem.severity === 'error' ? 'bad' : 'warn'}
              title={problem.message}
              actions={
                problem.fix ? (
                  <Button size="s" onClick={() => applyFix(editor, problem)}>
                    {problem.fix.title}
                  </Button>
                ) : undefined
              }
            >
              {problem.hint}
            </Note>
          </div>
        ))}
        <Section title="Settings" actions={<ResetAll id={id} node={node} fields={fields} />}>
          {fields.length === 0 ? <p className={styles.quiet}>There is nothing to set.</p> : null}
          <FormFields fields={fields} raw={node.config} path={[]} />
        </Section>
        {Aid ? <Aid id={id} node={node} /> : null}
        <Section title="Note" note="for people; never changes a result">
          <TextArea
            aria-label="Note"
            rows={2}
            value={node.note ?? ''}
            placeholder="Why it is done this way"
            maxLength={2000}
            onChange={(event) =>
              editor.document
                .getState()
                .dispatch([{ kind: 'set-note', id, note: event.target.value }], 'Note', { slot: `${id} note` })
            }
          />
        </Section>
      </div>
    </FormContext>
  );
}

/** Takes every setting back to its default, when any was set; those without a default stay. */
function ResetAll({ id, node, fields }: { id: string; node: GraphNode; fields: readonly FieldDescription[] }) {
  const editor = useEditor();
  const changed = fields.filter((field) => isChanged(field, node.config[field.name]));
  if (changed.length === 0) return null;
  const names = new Set(changed.map(({ name }) => name));
  const config = Object.fromEntries(Object.entries(node.config).filter(([name]) => !names.has(name)));
  return (
    <Button
      size="s"
      variant="ghost"
      title={changed.map(({ label }) => label).join(', ')}
      onClick={() => editor.document.getState().dispatch([{ kind: 'set-config', id, config }], 'Reset settings')}
    >
      {`Reset ${changed.length}`}
    </Button>
  );
}

const focusable = 'input:not([type="file"]), button, textarea, [role="combobox"], [role="spinbutton"]';

/** Puts the cursor into the setting that a problem points at, or into the first one. */
function useAskedFocus(root: React.RefObject<HTMLDivElement | null>): void {
  const editor = useEditor();
  const asked = useView((state) => state.focusPath);
  useEffect(() => {
    if (!asked || !root.current) return;
    editor.view.setState({ focusPath: undefined });
    const settings = [...root.current.querySelectorAll<HTMLElement>('[data-path]')];
    const exact = (length: number) =>
      settings.find((setting) => setting.dataset.path === pathKey(asked.path.slice(0, length)));
    let target = settings[0];
    for (let length = asked.path.length; length > 0; length -= 1) {
      const found = exact(length);
      if (!found) continue;
      target = found;
      break;
    }
    const closed = target?.closest('details:not([open])');
    if (closed instanceof HTMLDetailsElement) closed.open = true;
    target?.scrollIntoView({ block: 'center' });
    target?.querySelector<HTMLElement>(focusable)?.focus();
  }, [asked, editor, root]);
}
