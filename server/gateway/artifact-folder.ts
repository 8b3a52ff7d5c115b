import { openStore } from '../store/disk-store';
import type { ArtifactFolder } from './load-model';

/** Artifacts of a SLUICE_HOME; the store checks their bytes. */
export function artifactFolder(home: string): ArtifactFolder {
  const store = openStore(home);
  return (hash) => store.open(hash);
}
