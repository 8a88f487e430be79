/** What `conform` does: cases listed and explained, tried at one server or at two, told as lines or JSON, written as reports. */
export { chooseCases, loadCases, tellCase, tellList } from './listing.ts';
export type { ChoosingOptions } from './listing.ts';
export { conform } from './trying.ts';
export type { TryingOptions } from './trying.ts';
