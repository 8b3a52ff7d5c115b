export type { CardBadges } from './card-badges';
export type { CardDiff, CardState } from './card-foot';
export { CardSymbols } from './card-symbols';
export { type MapLook, mapSizes, readMapLook } from './map-look';
export { cardLabel, NodeCard, type NodeCardProps } from './node-card';
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
  type WireTurns,
  wirePoints,
  wireWidth,
} from './wire-route';
export { type Box, type CardsIn, chooseTurns, passesCards, placeLabel, wireReach } from './wire-turns';
export { type ZoomLevel, zoomLevel } from './zoom';
