'use client';

import { ChevronsUpDown, GitBranch } from 'lucide-react';
import { Avatar, Badge, Chip } from '../_ui/badge';
import { Breadcrumb } from '../_ui/breadcrumb';
import { Kbd } from '../_ui/kbd';
import styles from './kit.module.css';
import { Line, Look, Looks } from './section';

const tones = ['neutral', 'accent', 'good', 'warn', 'bad'] as const;
const people = ['Jonas Lindt', 'Mira Okafor', 'Sana Khan', 'Tomas Prochazka', 'Lena Weiss', 'Ada'];

/** Small words: badges, chips, keys, people, where one is. */
export function BadgeParts() {
  return (
    <>
      {(['soft', 'outline', 'count'] as const).map((look) => (
        <Line key={look} caption={`Badge, ${look}`}>
          {tones.map((tone) => (
            <Badge key={tone} look={look} tone={tone}>
              {look === 'count' ? '4' : tone}
            </Badge>
          ))}
        </Line>
      ))}
      <Looks
        caption="Chip"
        of={
          <Chip swatch="var(--st-unset)" trailing={ChevronsUpDown}>
            Staging
          </Chip>
        }
        more={
          <>
            <Look name="with a hash">
              <Chip icon={GitBranch}>
                v14 <span className={styles.mono}>a3f9c2e</span>
              </Chip>
            </Look>
            <Look name="disabled">
              <Chip icon={GitBranch} disabled>
                Draft
              </Chip>
            </Look>
          </>
        }
      />
      <Line caption="People">
        {people.map((name) => (
          <Avatar key={name} name={name} />
        ))}
      </Line>
      <Line caption="Keys">
        <Kbd>Ctrl</Kbd>
        <Kbd>/</Kbd>
        <Kbd>F9</Kbd>
      </Line>
      <Line caption="Where one is">
        <Breadcrumb
          items={[{ label: 'Retention', href: '/' }, { label: 'telco-churn', href: '/kit' }, { label: 'Compare' }]}
        />
      </Line>
    </>
  );
}
