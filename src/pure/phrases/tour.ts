/** What `smtp-lab tour` says around its conversation, in both languages. */

import type { Worded } from './lang.ts';

export interface TourWords {
  /** Over its help. */
  readonly about: string;
  /** To a user who names a server. */
  readonly practiceOnly: (program: string) => string;
  readonly title: string;
  readonly legend: string;
  readonly counts: (accepted: number, retry: number, refused: number) => string;
  /** What to do next, by the command that does it. */
  readonly next: { readonly learn: string; readonly send: string; readonly explain: string };
}

export const tourWords: Worded<TourWords> = {
  en: {
    about: 'Runs a whole conversation with the practice server inside the program and explains every line.',
    practiceOnly: (program) =>
      `The tour works only with the practice server. For a server of your own: ${program} send --server, or ${program} connect.`,
    title: 'smtp-lab   a practice conversation; nothing leaves this computer',
    legend: 'S: server   C: client   right: what it means',
    counts: (accepted, retry, refused) => `${accepted} accepted, ${retry} to retry, ${refused} refused.`,
    next: {
      learn: 'By hand, in ten minutes:',
      send: 'A letter of your own:',
      explain: 'What a reply means:',
    },
  },
  ru: {
    about: 'Ведёт разговор с учебным сервером внутри программы от начала до конца и объясняет каждую строку.',
    practiceOnly: (program) =>
      `Команда tour работает только с учебным сервером. Для своего сервера: ${program} send --server или ${program} connect.`,
    title: 'smtp-lab   учебный разговор; в сеть ничего не уходит',
    legend: 'S: сервер   C: клиент   справа или ниже: что это значит',
    counts: (accepted, retry, refused) =>
      `Принято: ${accepted}, повторить: ${retry}, не принято: ${refused}.`,
    next: {
      learn: 'Своими руками, за десять минут:',
      send: 'Отправить своё письмо:',
      explain: 'Что значит ответ:',
    },
  },
};
