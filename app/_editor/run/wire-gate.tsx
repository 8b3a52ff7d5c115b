'use client';

import { EdgeLabelRenderer } from '@xyflow/react';
import { cardHeight, GatePill } from '@/app/_ui/canvas';
import type { Position, Wire } from '@/nodes/kernel/graph-doc/graph-doc';
import { indexOf } from '../canvas/canvas-index';
import { titleOf } from '../canvas/ports';
import { useAnalysis, useDrawing, useEditor, useRuns } from '../editor';
import { useReport } from '../reports/use-report';
import { selectNodes } from '../view/view-store';
import { conditionWords, gateState, measuredGates, plannedGates } from './gate-words';
import { nodeRunOf } from './run-store';
import styles from './wire-gate.module.css';

interface WireGateProps {
  readonly wire: Wire;
  readonly source: Position;
  readonly target: Position;
  /** Where the label of a long wire stands; undefined: the wire is short, and the gate hangs below it. */
  readonly on: Position | undefined;
}

/** On the first wire that leads out of a gate: its conditions, what was measured, and whether it is open. */
export function WireGate(props: WireGateProps) {
  const { node, port } = props.wire.from;
  const isGate = useAnalysis(
    ({ nodes }) => nodes[node]?.traits.gate === true && nodes[node]?.outputs[port]?.type !== 'report',
  );
  return isGate ? <Gate {...props} /> : null;
}

const underWay: ReadonlySet<string> = new Set(['waiting', 'queued', 'running']);

function Gate({ wire, source, target, on }: WireGateProps) {
  const editor = useEditor();
  const { node } = wire.from;
  const config = useAnalysis(({ nodes }) => nodes[node]?.config);
  const title = useDrawing((doc) => (doc.nodes[node] ? titleOf(doc.nodes[node]) : node));
  const isFirst = useDrawing(
    (doc) =>
      indexOf(doc).wires.find((other) => other.wire.from.node === node && other.wire.from.port === wire.from.port)
        ?.wire === wire,
  );
  const ran = useRuns((state) => nodeRunOf(state, node));
  const planned = plannedGates(config ?? {});
  const current = useAnalysis(({ nodes }) => nodes[node]?.outputs.report?.key);
  const port = ran?.ports.report;
  const isTold =
    port !== undefined &&
    (ran?.isPast || port.key === current) &&
    !ran!.stages.some(({ state }) => underWay.has(state));
  const report = useReport<unknown>(isFirst && planned.length > 0 && isTold ? port.key : undefined);
  const measured = isTold ? measuredGates(report.data) : [];
  const gates = measured.length > 0 ? measured : planned;
  const [first, ...others] = gates;
  if (!isFirst || !first) return null;
  const state = gateState(gates);
  const middle = (source.x + target.x) / 2;
  const below = { x: middle, y: source.y + cardHeight / 2 + 22 };
  const open = () => {
    selectNodes(editor.view, [node]);
    editor.view.setState({ inspectorTab: state === 'queued' ? 'configure' : 'results' });
  };
  return (
    <>
      {on ? null : <path className={styles.stem} data-st={state} d={`M${middle} ${source.y}V${below.y - 10}`} />}
      <EdgeLabelRenderer>
        <button
          type="button"
          className={`${styles.pill} nodrag nopan`}
          style={{ left: (on ?? below).x, top: (on ?? below).y }}
          title={
            gates
              .map(({ reason }) => reason)
              .filter(Boolean)
              .join(' ') || `Closed until ${title} has judged the model.`
          }
          aria-label={`Gate of ${title}: ${gates.map(conditionWords).join(', ')}, ${state === 'done' ? 'open' : state === 'failed' ? 'shut' : 'not judged yet'}`}
          onClick={open}
        >
          <GatePill
            state={state}
            condition={conditionWords(first)}
            further={
              others.length === 0
                ? undefined
                : others.length === 1
                  ? conditionWords(others[0]!)
                  : `and ${others.length} more`
            }
            note={state === 'queued' ? `closed until ${title}` : undefined}
          />
        </button>
      </EdgeLabelRenderer>
    </>
  );
}
