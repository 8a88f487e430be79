/** What `smtp-lab tour` says around its conversation, in both languages. */

import type { Worded } from './lang.ts';

export interface TourWords {
  /** Over its help. */
  readonly about: string;
  readonly title: string;
  readonly legend: string;
  readonly subject: string;
  readonly counts: (accepted: number, retry: number, refused: number) => string;
  readonly next: string;
}

export const tourWords: Worded<TourWords> = {
  en: {
    about: 'Holds a whole conversation with the practice server inside the program and explains every line.',
    title: 'smtp-lab   a practice conversation; nothing leaves this computer',
    legend: 'S: server   C: client   right: what it means',
    subject: 'My first letter',
    counts: (accepted, retry, refused) => `${accepted} accepted, ${retry} to retry, ${refused} refused.`,
    next: 'The same in Russian:',
  },
  ru: {
    about: 'Ведёт разговор с учебным сервером внутри программы от начала до конца и объясняет каждую строку.',
    title: 'smtp-lab   учебный разговор; этот компьютер ничего не покидает',
    legend: 'S: сервер   C: клиент   справа или ниже: что это значит',
    subject: 'My first letter',
    counts: (accepted, retry, refused) =>
      `Принято: ${accepted}, повторить: ${retry}, не принято: ${refused}.`,
    next: 'То же по-английски:',
  },
};
