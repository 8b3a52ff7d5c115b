import { cardHeight, cardWidth, NodeCard, type NodeCardProps, routeWire, WirePath } from '../_ui/canvas';
import { categories, type StateKind, stateKinds } from '../_ui/vocabulary';
import { cardNamed, shares, stateSamples } from './card-samples';
import styles from './kit.module.css';
import { At, Scene } from './scene';

const pitch = 264;
const straight = routeWire({ x: 212, y: 56 }, { x: 276, y: 56 });
const compact: readonly NodeCardProps[] = [
  ...stateSamples.slice(0, 9).map(({ card }) => card),
  { ...cardNamed('Impute'), bypassed: true, state: { kind: 'skipped', words: 'Bypassed' } },
  { ...cardNamed('Evaluate'), selected: true },
  { ...cardNamed('Rejected rows'), selected: true },
];
const mapStates: readonly StateKind[] = stateKinds;

/** What remains of a card and of a wire as the canvas is zoomed out. */
export function LevelParts() {
  return (
    <div className={styles.zooms}>
      <figure>
        <figcaption>0.8 and above: everything</figcaption>
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
              <NodeCard {...cardNamed('Impute')} />
            </At>
            <At x={276} y={20}>
              <NodeCard {...cardNamed('Train')} />
            </At>
          </Scene>
        </div>
      </figure>
      {[0.62, 0.4].map((zoom) => (
        <figure key={zoom}>
          <figcaption>{zoom}: name at 12 px, state, strokes as wide as on screen</figcaption>
          <div className={styles.canvas} style={{ height: Math.round(zoom * 420) }}>
            <Scene zoom={zoom}>
              <svg aria-hidden>
                <WirePath
                  d={`M${20 + cardWidth} ${30 + cardHeight / 2}h64`}
                  type="table"
                  partitions={shares}
                  level="compact"
                />
                <WirePath d={`M${20 + pitch + cardWidth} ${30 + cardHeight / 2}h64`} type="model" level="compact" />
              </svg>
              {compact.map((card, index) => (
                <At
                  key={`${card.title}-${card.state.kind}-${card.selected}`}
                  x={20 + (index % 3) * pitch}
                  y={30 + Math.floor(index / 3) * 96}
                >
                  <NodeCard {...card} level="compact" />
                </At>
              ))}
            </Scene>
          </div>
        </figure>
      ))}
      <figure>
        <figcaption>below 0.35: category and state</figcaption>
        <div className={styles.canvas}>
          <Scene zoom={0.15}>
            <svg aria-hidden>
              {categories.slice(1).map((category, index) => (
                <WirePath
                  key={category}
                  d={`M${80 + index * pitch + cardWidth} ${160 + cardHeight / 2}h64`}
                  type="table"
                  level="map"
                />
              ))}
            </svg>
            {categories.map((category, index) => (
              <At key={category} x={80 + index * pitch} y={160}>
                <NodeCard
                  title={category}
                  category={category}
                  icon="box"
                  state={{ kind: mapStates[index] ?? 'ready' }}
                  level="map"
                  selected={index === 5}
                />
              </At>
            ))}
          </Scene>
        </div>
      </figure>
    </div>
  );
}
