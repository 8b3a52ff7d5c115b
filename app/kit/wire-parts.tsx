import { GatePill, NodeCard, routeWire, WirePath, type WirePathProps, WireTag, wireWidth } from '../_ui/canvas';
import { PortGlyph } from '../_ui/glyphs';
import { portTypes, stateKinds } from '../_ui/vocabulary';
import { cardNamed, shares, tableIn, tableOut } from './card-samples';
import styles from './kit.module.css';
import { At, Scene } from './scene';
import { Line } from './section';

const wires: readonly { name: string; about: string; wire: Omit<WirePathProps, 'd'> }[] = [
  { name: 'table', about: '1.5 to 3 px by log of rows', wire: { type: 'table', width: wireWidth(7_037) } },
  { name: 'partitioned', about: 'dashes = shares, 40 px', wire: { type: 'table', partitions: shares } },
  { name: 'train only', about: 'solid', wire: { type: 'table', partitions: { train: 1 } } },
  { name: 'validation only', about: 'dashed', wire: { type: 'table', partitions: { validation: 1 } } },
  { name: 'test only', about: 'dotted', wire: { type: 'table', partitions: { test: 1 } } },
  { name: 'model', about: 'diamond ports', wire: { type: 'model' } },
  { name: 'report', about: 'round ports', wire: { type: 'report' } },
  { name: 'endpoint', about: 'hexagon ports', wire: { type: 'endpoint' } },
  { name: 'pending', about: 'no result yet', wire: { type: 'model', state: 'pending' } },
  { name: 'failed', about: 'rows did not arrive', wire: { type: 'table', state: 'failed' } },
  { name: 'pointed at', about: 'or in a path that is', wire: { type: 'table', hot: true } },
  { name: 'pointed at, split', about: 'a darker bed', wire: { type: 'table', partitions: shares, hot: true } },
  { name: 'selected', about: 'accent', wire: { type: 'table', selected: true } },
  { name: 'removed', about: 'only in A', wire: { type: 'table', diff: 'removed' } },
];

const portWords = {
  table: 'rows and columns',
  model: 'learned values and model',
  report: 'metrics, checks, drift',
  endpoint: 'a URL that answers',
} as const;

const back = routeWire({ x: 732, y: 56 }, { x: 64, y: 196 }, { lane: 130 });
const level = routeWire({ x: 264, y: 196 }, { x: 344, y: 196 });
const fall = routeWire({ x: 264, y: 216 }, { x: 1010, y: 250 }, { gutter: 304 });

/** Wires by what they carry and how they stand, ports, and gates. */
export function WireParts() {
  return (
    <>
      <div className={styles.columns}>
        <ul className={styles.wires}>
          {wires.map(({ name, about, wire }) => (
            <li key={name}>
              <svg width="150" height="16" aria-hidden>
                <WirePath d="M0 8L150 8" {...wire} />
              </svg>
              <b>{name}</b>
              <span>{about}</span>
            </li>
          ))}
        </ul>
        <ul className={styles.ports}>
          {portTypes.map((type) => (
            <li key={type}>
              <PortGlyph type={type} />
              <b>{type}</b>
              <span>{portWords[type]}</span>
            </li>
          ))}
          <li>
            <PortGlyph type="table" optional />
            <b>optional</b>
            <span>hollow</span>
          </li>
          <li>
            <PortGlyph type="table" missing />
            <b>missing</b>
            <span>dashed amber</span>
          </li>
        </ul>
      </div>
      <div className={styles.canvas} style={{ height: 272, marginTop: 12 }}>
        <Scene>
          <svg aria-hidden>
            <WirePath d={back.d} type="table" partitions={shares} selected />
            <WirePath
              d={level.d}
              type="table"
              width={wireWidth(7_037)}
              label={{ text: '7,037 × 27', at: level.label }}
            />
            <WirePath d={fall.d} type="table" state="failed" label={{ text: '6 × 23', at: fall.label }} />
            <WirePath d="M544 196L976 196" type="model" />
          </svg>
          <At x={532} y={20}>
            <NodeCard {...cardNamed('Aggregate')} title="Split" icon="split" summary="70 / 15 / 15 by Churn" />
          </At>
          <At x={64} y={160}>
            <NodeCard {...cardNamed('Impute')} outputs={[...tableOut, { id: 'rejected', type: 'table' }]} selected />
          </At>
          <At x={1010} y={194}>
            <NodeCard {...cardNamed('Rejected rows')} inputs={[...tableIn, { id: 'b', type: 'table' }]} />
          </At>
          <At x={344} y={160}>
            <NodeCard {...cardNamed('Evaluate')} inputs={tableIn} />
          </At>
          <WireTag
            at={back.label}
            text="7,037 × 24"
            parts={[
              { partition: 'train', text: '70 %' },
              { partition: 'validation', text: '15 %' },
              { partition: 'test', text: '15 %' },
            ]}
          />
          <GatePill
            at={{ x: 744, y: 196 }}
            state="done"
            condition="AUC 0.846 ≥ 0.820"
            further="fairness gap 0.031 ≤ 0.050"
          />
          <GatePill at={{ x: 1080, y: 60 }} state="queued" condition="AUC ≥ 0.820" note="closed until Evaluate" />
        </Scene>
      </div>
      <Line caption="Gates">
        {stateKinds.map((kind) => (
          <GatePill key={kind} state={kind} condition="AUC ≥ 0.820" note={kind} />
        ))}
        <GatePill state="done" condition="AUC 0.846 ≥ 0.820" selected />
      </Line>
    </>
  );
}
