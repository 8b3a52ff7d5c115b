/** What is on screen, by the names people (and screen readers) know it by. */

export { type DataFile, dataFile } from './data-file';
export { Editor, type Point } from './editor';
export { Endpoint } from './endpoint';
export { Hands } from './hands';
export { Home } from './home';
export { Outline } from './outline';
export { Versions } from './versions';
