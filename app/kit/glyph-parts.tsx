'use client';

import { Progress } from '../_ui/feedback';
import {
  DiffTag,
  DriftGlyph,
  GateGlyph,
  PartitionMark,
  PortGlyph,
  PublishedGlyph,
  ShieldGlyph,
  State,
  TypeGlyph,
  WarningGlyph,
} from '../_ui/glyphs';
import { Icon } from '../_ui/icon';
import { iconNames } from '../_ui/icons';
import { columnTypes, diffKinds, partitions, portTypes, stateKinds } from '../_ui/vocabulary';
import styles from './kit.module.css';
import { Line, Part } from './section';

/** Marks of state, type and partition, and every icon. */
export function GlyphParts() {
  return (
    <>
      <Part title="Glyphs">
        <Line caption="State">
          {stateKinds.map((kind) => (
            <State key={kind} kind={kind} />
          ))}
        </Line>
        <Line caption="State, soft">
          {stateKinds.map((kind) => (
            <State key={kind} kind={kind} soft />
          ))}
        </Line>
        <Line caption="Diff">
          {diffKinds.map((kind) => (
            <DiffTag key={kind} kind={kind} look="solid" />
          ))}
          {diffKinds.map((kind) => (
            <DiffTag key={kind} kind={kind} />
          ))}
          {diffKinds.map((kind) => (
            <DiffTag key={kind} kind={kind} look="line" />
          ))}
        </Line>
        <Line caption="Port, type, partition">
          {portTypes.map((type) => (
            <PortGlyph key={type} type={type} />
          ))}
          {portTypes.map((type) => (
            <PortGlyph key={type} type={type} optional />
          ))}
          {portTypes.map((type) => (
            <PortGlyph key={type} type={type} missing />
          ))}
          {columnTypes.map((type) => (
            <TypeGlyph key={type} type={type} />
          ))}
          {partitions.map((partition) => (
            <PartitionMark key={partition} partition={partition} />
          ))}
        </Line>
        <Line caption="Marks">
          <ShieldGlyph />
          <PublishedGlyph />
          <DriftGlyph />
          <GateGlyph kind="done" />
          <GateGlyph kind="failed" />
          <WarningGlyph />
        </Line>
        <Line caption="Progress">
          <span style={{ width: 160 }}>
            <Progress value={0.62} label="Training" />
          </span>
          <span style={{ width: 160 }}>
            <Progress value={null} label="Counting rows" />
          </span>
          <span style={{ width: 160 }}>
            <Progress value={1} label="Written" kind="done" />
          </span>
        </Line>
      </Part>
      <Part title="Icons" note={`${iconNames.length} names for node definitions; anything else is a box`}>
        <div className={styles.icons}>
          {[...iconNames, 'not-an-icon'].map((name) => (
            <span key={name}>
              <Icon icon={name} />
              {name}
            </span>
          ))}
        </div>
      </Part>
    </>
  );
}
