export { type MapLook, mapSizes, readMapLook } from './map-look';
export {
  type CardBadges,
  type CardDiff,
  type CardState,
  cardLabel,
  NodeCard,
  type NodeCardProps,
} from './node-card';
export { type CardPort, cardHeight, cardWidth, portOffset } from './ports';
export {
  GatePill,
  type GatePillProps,
  type PartitionShares,
  partitionDashes,
  WirePath,
  type WirePathProps,
  WireTag,
  type WireTagProps,
} from './wire';
export {
  type Point,
  roundedPath,
  routeWire,
  type WireLabelPlace,
  type WireRoute,
  wirePoints,
  wireWidth,
} from './wire-route';
export { type ZoomLevel, zoomLevel } from './zoom';
