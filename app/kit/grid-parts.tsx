'use client';

import { useState } from 'react';
import { DataGrid } from '../_ui/data-grid';
import { DiffTag, PortGlyph } from '../_ui/glyphs';
import { Splitter } from '../_ui/splitter';
import styles from './kit.module.css';
import { inputColumns, inputRow, outputColumns, outputRow, pendingRow, sampleCount } from './sample';

export function GridParts() {
  const [column, setColumn] = useState<string | undefined>(undefined);
  return (
    <>
      <div className={styles.box}>
        <Splitter initial={640} min={280} label="Width of the input">
          <div className={styles.grids}>
            <div className={styles.gridHead}>
              <PortGlyph type="table" />
              <b>Input</b>from Split
              <span>rows 1–7,037 · 9 columns</span>
            </div>
            <DataGrid
              label="Input of Impute"
              columns={inputColumns}
              rowCount={sampleCount}
              getRow={inputRow}
              selectedColumn={column}
              onColumnSelect={(chosen) => setColumn(chosen.name)}
            />
          </div>
          <div className={styles.grids}>
            <div className={styles.gridHead}>
              <PortGlyph type="table" />
              <b>Output</b>of Impute
              <DiffTag kind="changed" words="3 columns changed" />
            </div>
            <DataGrid label="Output of Impute" columns={outputColumns} rowCount={sampleCount} getRow={outputRow} />
          </div>
        </Splitter>
      </div>
      <div className={styles.box} style={{ height: 150, marginTop: 12 }}>
        <DataGrid label="Rows on their way" columns={inputColumns} rowCount={6} getRow={pendingRow} />
      </div>
    </>
  );
}
