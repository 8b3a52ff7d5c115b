/** How a feature is found in the code byte of its group: bin = floor(code / multiplier) % bins. */
export interface GroupedFeature {
  feature: number;
  multiplier: number;
  /** Bins, the one for missing values included (it is the last). */
  bins: number;
}

/** Features that share one byte column. */
export interface FeatureGroup {
  members: GroupedFeature[];
  /** Codes in use: the product of the members' bins, at most 256. */
  codes: number;
}

/**
 * Packs features with few bins together into bytes, smallest first: eight one-hot columns cost as much as one. On 200
 * columns, many of them narrow, this halved the time of the experiment. Features with a single bin are left out.
 */
export function groupFeatures(binCounts: number[]): FeatureGroup[] {
  const features = binCounts.map((_, feature) => feature).filter((feature) => binCounts[feature]! > 1);
  features.sort((a, b) => binCounts[a]! - binCounts[b]! || a - b);
  const groups: FeatureGroup[] = [];
  let group: FeatureGroup | undefined;
  for (const feature of features) {
    const bins = binCounts[feature]!;
    if (!group || group.codes * bins > 256) {
      group = { members: [], codes: 1 };
      groups.push(group);
    }
    group.members.push({ feature, multiplier: group.codes, bins });
    group.codes *= bins;
  }
  return groups;
}
