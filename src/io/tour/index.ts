/** `tour`: one whole conversation with the practice server that shows every class of reply. */

export { playTour } from './tour.ts';
export type { TourResult } from './tour.ts';
