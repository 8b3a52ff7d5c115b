import type { CSSProperties, ReactNode } from 'react';
import {
  cardHeight,
  cardWidth,
  GatePill,
  NodeCard,
  type NodeCardProps,
  type PartitionShares,
  routeWire,
  WirePath,
  type WirePathProps,
  WireTag,
  wireWidth,
} from '../_ui/canvas';
import { PortGlyph } from '../_ui/glyphs';
import { type StateKind, stateWords } from '../_ui/vocabulary';
import styles from './kit.module.css';
import { Part } from './section';

const tableIn = [{ id: 'in', type: 'table' as const }];
const tableOut = [{ id: 'out', type: 'table' as const }];
const modelIn = [{ id: 'in', type: 'model' as const }];
const modelOut = [{ id: 'out', type: 'model' as const }];

const states: readonly (NodeCardProps & { about: string })[] = [
  {
    title: 'File',
    summary: 'no path yet',
    category: 'source',
    icon: 'file-spreadsheet',
    state: { kind: 'unset', time: 'choose a file' },
    outputs: tableOut,
    about: 'a required setting or input is missing',
  },
  {
    title: 'Join',
    summary: 'left, on customerID',
    category: 'shape',
    icon: 'combine',
    state: { kind: 'ready', time: 'not run yet' },
    inputs: [
      { id: 'left', type: 'table' },
      { id: 'right', type: 'table', missing: true },
    ],
    outputs: tableOut,
    about: 'valid, no result for this spec yet',
  },
  {
    title: 'Evaluate',
    summary: 'AUC, fairness on test',
    category: 'judge',
    icon: 'gauge',
    state: { kind: 'queued', time: 'after Train' },
    inputs: [
      { id: 'model', type: 'model' },
      { id: 'rows', type: 'table' },
    ],
    outputs: [
      { id: 'model', type: 'model' },
      { id: 'report', type: 'report', optional: true },
    ],
    about: 'waits for a stage or a gate',
  },
  {
    title: 'Train',
    summary: 'tree 188 of 300',
    category: 'model',
    icon: 'network',
    state: {
      kind: 'running',
      progress: 0.62,
      time: 'loss 0.4102',
      curves: {
        train: [0.58, 0.52, 0.48, 0.45, 0.43, 0.42, 0.41, 0.4],
        validation: [0.59, 0.54, 0.5, 0.47, 0.45, 0.43, 0.42, 0.41],
      },
    },
    inputs: tableIn,
    outputs: modelOut,
    badges: { leakProof: true },
    about: 'share done, losses so far',
  },
  {
    title: 'Impute',
    summary: '3 columns, median or 0',
    category: 'prepare',
    icon: 'droplets',
    state: { kind: 'done', time: '0.4 s' },
    inputs: tableIn,
    outputs: tableOut,
    badges: { leakProof: true },
    about: 'computed in this run',
  },
  {
    title: 'Aggregate',
    summary: 'per customer, 3 measures',
    category: 'shape',
    icon: 'sigma',
    state: { kind: 'reused', time: 'from run 127' },
    inputs: tableIn,
    outputs: tableOut,
    about: 'same spec and input: result taken over',
  },
  {
    title: 'Rejected rows',
    summary: 'quarantine.telco_rejects',
    category: 'source',
    icon: 'archive-x',
    state: { kind: 'failed', time: '3 attempts' },
    inputs: tableIn,
    about: 'the problem card says what to do',
  },
  {
    title: 'Train',
    summary: 'Gradient boosting, 300',
    category: 'model',
    icon: 'network',
    state: { kind: 'stale', time: 'was 3.8 s' },
    inputs: tableIn,
    outputs: modelOut,
    badges: { leakProof: true, published: true },
    about: 'result exists, spec or data has moved',
  },
  {
    title: 'Monitor',
    summary: 'drift, latency',
    category: 'watch',
    icon: 'activity',
    state: { kind: 'skipped', time: 'nothing new' },
    inputs: [{ id: 'in', type: 'endpoint' }],
    about: 'condition false, or bypassed',
  },
  {
    title: 'Deploy',
    summary: 'churn-score, staging',
    category: 'serve',
    icon: 'send',
    state: { kind: 'done', words: 'Healthy', time: 'v14 live' },
    inputs: modelIn,
    outputs: [{ id: 'out', type: 'endpoint' }],
    badges: { published: true, drifting: true },
    about: 'with badges: drifting, published',
  },
];

const diffs: readonly NodeCardProps[] = [
  { ...states[5], diff: { kind: 'added', words: '3 columns', effect: '6,912 × 4' } } as NodeCardProps,
  {
    title: 'Drop incomplete',
    summary: 'any column is missing',
    category: 'shape',
    icon: 'funnel',
    state: { kind: 'done' },
    inputs: tableIn,
    outputs: tableOut,
    diff: { kind: 'removed', words: 'dropped 11 rows', effect: 'only in A' },
  },
  { ...states[7], diff: { kind: 'changed', words: '3 fields', effect: '+1.4 s' } } as NodeCardProps,
  {
    title: 'Split',
    summary: '70 / 15 / 15 by Churn',
    category: 'shape',
    icon: 'split',
    state: { kind: 'done' },
    inputs: tableIn,
    outputs: tableOut,
    diff: { kind: 'rewired', words: 'Validate → Join' },
  },
  { ...states[9], badges: { published: true }, diff: { kind: 'same' } } as NodeCardProps,
];

function Scene({ zoom = 1, children }: { zoom?: number; children: ReactNode }) {
  const style: CSSProperties & { '--zoom': number } = { transform: `scale(${zoom})`, '--zoom': zoom };
  return (
    <div className={styles.scene} style={style}>
      {children}
    </div>
  );
}

function At({ x, y, children }: { x: number; y: number; children: ReactNode }) {
  return (
    <div className={styles.at} style={{ left: x, top: y }}>
      {children}
    </div>
  );
}

const shares: PartitionShares = { train: 4_926, validation: 1_055, test: 1_056 };

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
  { name: 'selected', about: 'accent', wire: { type: 'table', selected: true } },
  { name: 'removed', about: 'only in A', wire: { type: 'table', diff: 'removed' } },
];

const small: readonly { x: number; card: NodeCardProps }[] = [
  { x: 24, card: states[4] as NodeCardProps },
  { x: 288, card: states[3] as NodeCardProps },
  { x: 552, card: { ...(states[2] as NodeCardProps), selected: true } },
];

const mapKinds: readonly StateKind[] = ['reused', 'reused', 'done', 'done', 'stale', 'running', 'failed'];
const mapCats = ['source', 'check', 'shape', 'prepare', 'judge', 'model', 'serve'] as const;

export function CanvasParts() {
  const straight = routeWire({ x: 212, y: 56 }, { x: 276, y: 56 });
  const back = routeWire({ x: 732, y: 56 }, { x: 64, y: 196 }, { lane: 130 });
  const level = routeWire({ x: 264, y: 196 }, { x: 344, y: 196 });
  const fall = routeWire({ x: 264, y: 216 }, { x: 1010, y: 250 }, { gutter: 304 });
  return (
    <>
      <Part title="Cards" note="hue, glyph, bar pattern and word, always together">
        <div className={styles.canvas}>
          <div className={styles.states}>
            {states.map(({ about, ...card }) => (
              <div key={about} className={styles.state}>
                <NodeCard {...card} />
                <p>
                  <b>{card.state.words ?? stateWords[card.state.kind]}</b>
                  {about}
                </p>
              </div>
            ))}
            {diffs.map((card) => (
              <div key={card.diff?.kind} className={styles.state}>
                <NodeCard {...card} />
              </div>
            ))}
            <NodeCard {...(states[4] as NodeCardProps)} summary="selected" selected />
            <NodeCard {...(states[6] as NodeCardProps)} summary="failed and selected" selected />
            <div className={styles.focused}>
              <NodeCard {...(states[1] as NodeCardProps)} summary="keyboard focus" />
            </div>
          </div>
        </div>
        <div className={styles.zooms}>
          <div>
            <p>0.8 and above: full</p>
            <div className={styles.canvas}>
              <Scene>
                <svg aria-hidden>
                  <WirePath
                    d={straight.d}
                    type="table"
                    partitions={shares}
                    label={{ text: '7,037 × 27', at: straight.label }}
                  />
                </svg>
                <At x={12} y={20}>
                  <NodeCard {...(states[4] as NodeCardProps)} />
                </At>
                <At x={276} y={20}>
                  <NodeCard {...(states[7] as NodeCardProps)} />
                </At>
              </Scene>
            </div>
          </div>
          <div>
            <p>0.35 to 0.8: compact</p>
            <div className={styles.canvas}>
              <Scene zoom={0.52}>
                <svg aria-hidden>
                  <WirePath d="M224 108L288 108" type="table" partitions={shares} level="compact" />
                  <WirePath d="M488 108L552 108" type="model" level="compact" />
                </svg>
                {small.map(({ x, card }) => (
                  <At key={x} x={x} y={72}>
                    <NodeCard {...card} level="compact" />
                  </At>
                ))}
              </Scene>
            </div>
          </div>
          <div>
            <p>below 0.35: map</p>
            <div className={styles.canvas}>
              <Scene zoom={0.18}>
                <svg aria-hidden>
                  {mapCats.slice(1).map((category, index) => (
                    <WirePath
                      key={category}
                      d={`M${100 + index * 264 + cardWidth} ${220 + cardHeight / 2}h64`}
                      type="table"
                      level="map"
                    />
                  ))}
                </svg>
                {mapCats.map((category, index) => (
                  <At key={category} x={100 + index * 264} y={220}>
                    <NodeCard
                      title={category}
                      category={category}
                      icon="box"
                      state={{ kind: mapKinds[index] ?? 'ready' }}
                      level="map"
                    />
                  </At>
                ))}
              </Scene>
            </div>
          </div>
        </div>
      </Part>
      <Part title="Wires, ports, gates">
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
            {(['table', 'model', 'report', 'endpoint'] as const).map((type) => (
              <li key={type}>
                <PortGlyph type={type} />
                <b>{type}</b>
                <span>
                  {
                    {
                      table: 'rows and columns',
                      model: 'learned values and model',
                      report: 'metrics, checks, drift',
                      endpoint: 'a URL that answers',
                    }[type]
                  }
                </span>
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
              <NodeCard
                {...(diffs[3] as NodeCardProps)}
                diff={undefined}
                state={{ kind: 'reused', time: 'from run 127' }}
              />
            </At>
            <At x={64} y={160}>
              <NodeCard
                {...(states[4] as NodeCardProps)}
                outputs={[...tableOut, { id: 'rejected', type: 'table' }]}
                selected
              />
            </At>
            <At x={1010} y={194}>
              <NodeCard {...(states[6] as NodeCardProps)} inputs={[...tableIn, { id: 'b', type: 'table' }]} />
            </At>
            <At x={344} y={160}>
              <NodeCard {...(states[2] as NodeCardProps)} inputs={tableIn} />
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
      </Part>
    </>
  );
}
