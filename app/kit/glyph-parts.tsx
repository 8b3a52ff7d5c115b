'use client';

import {
  DiffGlyph,
  DiffTag,
  DriftGlyph,
  GateGlyph,
  Logo,
  PartitionMark,
  PortGlyph,
  PublishedGlyph,
  ShieldGlyph,
  State,
  StateGlyph,
  TypeGlyph,
  WarningGlyph,
} from '../_ui/glyphs';
import { Icon } from '../_ui/icon';
import { iconNames } from '../_ui/icons';
import { columnTypes, diffKinds, partitions, portTypes, stateKinds } from '../_ui/vocabulary';
import styles from './kit.module.css';
import { Line } from './section';

/** Marks of state, change, type and partition. */
export function GlyphParts() {
  return (
    <>
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
      <Line caption="State, glyph only">
        {stateKinds.map((kind) => (
          <StateGlyph key={kind} kind={kind} size={14} label />
        ))}
      </Line>
      <Line caption="Diff">
        {diffKinds.map((kind) => (
          <DiffGlyph key={kind} kind={kind} />
        ))}
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
        <Logo />
      </Line>
    </>
  );
}

/** Every icon by its name. */
export function IconParts() {
  return (
    <>
      <Line caption="Sizes">
        <Icon icon="droplets" size="xs" />
        <Icon icon="droplets" size="s" />
        <Icon icon="droplets" />
      </Line>
      <div className={styles.icons}>
        {[...iconNames, 'not-an-icon'].map((name) => (
          <span key={name}>
            <Icon icon={name} />
            {name}
          </span>
        ))}
      </div>
    </>
  );
}
