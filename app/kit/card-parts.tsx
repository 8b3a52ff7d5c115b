import { NodeCard, type NodeCardProps } from '../_ui/canvas';
import { stateWords } from '../_ui/vocabulary';
import { cardNamed, diffSamples, stateSamples, tableIn, tableOut } from './card-samples';
import styles from './kit.module.css';

const long = 'Customers of the retention programme, with their usage of the last ninety days';

/** What else a card may be. */
const others: readonly { name: string; about: string; card: NodeCardProps }[] = [
  { name: 'Selected', about: 'ring in the accent', card: { ...cardNamed('Impute'), selected: true } },
  { name: 'Failed and selected', about: 'the ring stays red', card: { ...cardNamed('Rejected rows'), selected: true } },
  {
    name: 'Bypassed',
    about: 'hatched: rows pass it as they are',
    card: { ...cardNamed('Impute'), state: { kind: 'skipped', words: 'Bypassed' }, badges: {}, bypassed: true },
  },
  {
    name: 'Cancelled',
    about: 'a word of its own',
    card: { ...cardNamed('Aggregate'), state: { kind: 'skipped', words: 'Cancelled', time: 'run 129' } },
  },
  {
    name: 'Every badge',
    about: 'drifting, tested, leak-proof, published',
    card: { ...cardNamed('Impute'), badges: { drifting: true, tests: 'pass', leakProof: true, published: true } },
  },
  {
    name: 'A test fails',
    about: 'beside the shield',
    card: { ...cardNamed('Impute'), badges: { tests: 'fail', leakProof: true } },
  },
  {
    name: 'Long',
    about: 'cut at the end, told by the pointer',
    card: { ...cardNamed('Impute'), title: long, summary: long },
  },
  {
    name: 'From right to left',
    about: 'each line in its own direction',
    card: { ...cardNamed('Impute'), title: 'استيراد العملاء', summary: 'קובץ לקוחות, 7,043 שורות' },
  },
  {
    name: 'Many ports',
    about: 'the first on the centre line',
    card: {
      ...cardNamed('Join'),
      inputs: [...tableIn, { id: 'b', type: 'table' }, { id: 'c', type: 'model', optional: true }],
      outputs: [...tableOut, { id: 'r', type: 'report', optional: true }, { id: 'm', type: 'model' }],
    },
  },
];

/** Cards in every state, in every look of a comparison, and in the hands of people. */
export function CardParts() {
  return (
    <div className={styles.canvas}>
      <div className={styles.states}>
        {stateSamples.map(({ about, card }) => (
          <Sample key={about} name={card.state.words ?? stateWords[card.state.kind]} about={about} card={card} />
        ))}
        {others.map((sample) => (
          <Sample key={sample.name} {...sample} />
        ))}
        <div className={styles.state}>
          <div className={styles.focused}>
            <NodeCard {...cardNamed('Join')} />
          </div>
          <p>
            <b>Keyboard focus</b>
            set off by 4 px
          </p>
        </div>
        {diffSamples.map((card) => (
          <Sample key={card.diff?.kind} name={`Compared: ${card.diff?.kind}`} about="in the compare view" card={card} />
        ))}
      </div>
    </div>
  );
}

function Sample({ name, about, card }: { name: string; about: string; card: NodeCardProps }) {
  return (
    <div className={styles.state}>
      <NodeCard {...card} />
      <p>
        <b>{name}</b>
        {about}
      </p>
    </div>
  );
}
