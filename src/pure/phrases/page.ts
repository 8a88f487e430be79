/** The words of the page in the browser (`--web`), in both languages. */

import type { Worded } from './lang.ts';

export interface PageWords {
  readonly option: string;
  readonly at: (url: string) => string;
  readonly skip: string;
  readonly conversations: string;
  readonly letters: string;
  readonly figures: string;
  readonly byOutcome: string;
  readonly byHour: string;
  readonly slowest: string;
  readonly noSubject: string;
  readonly points: string;
  readonly connected: string;
  readonly lost: string;
  readonly needsScript: string;
  readonly milliseconds: (value: number) => string;
  readonly octets: (value: number) => string;
}

const en: PageWords = {
  option: 'show it as a page in a browser of this machine; 0 picks a free port',
  at: (url) => `The page is at ${url}`,
  skip: 'To the conversations',
  conversations: 'Conversations',
  letters: 'Letters',
  figures: 'Figures',
  byOutcome: 'Letters by outcome',
  byHour: 'Letters by hour',
  slowest: 'Longest wait for a reply, by command',
  noSubject: '(no subject)',
  points: 'Points',
  connected: 'Connected: what happens appears here at once.',
  lost: 'The program has ended, or its connection was lost.',
  needsScript: 'This page needs JavaScript.',
  milliseconds: (value) => `${value} ms`,
  octets: (value) => `${value} octets`,
};

const ru: PageWords = {
  option: 'показать страницей в браузере этого компьютера; 0 — любой свободный порт',
  at: (url) => `Страница: ${url}`,
  skip: 'К разговорам',
  conversations: 'Разговоры',
  letters: 'Письма',
  figures: 'Цифры',
  byOutcome: 'Письма по итогу',
  byHour: 'Письма по часам',
  slowest: 'Самое долгое ожидание ответа, по командам',
  noSubject: '(без темы)',
  points: 'Баллы',
  connected: 'Соединение есть: всё появляется здесь сразу.',
  lost: 'Программа завершилась или связь с ней пропала.',
  needsScript: 'Странице нужен JavaScript.',
  milliseconds: (value) => `${value} мс`,
  octets: (value) => `октетов: ${value}`,
};

export const pageWords: Worded<PageWords> = { en, ru };
