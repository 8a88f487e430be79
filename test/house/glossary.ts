/**
 * One word for one thing, in English and in Russian, with the words that are not used for it. `wording.test.ts` reads the texts
 * by this table; who writes a new text looks here for the word.
 */

export interface Term {
  readonly en: string;
  readonly ru: string;
  /** What is not written for it; absent where the wrong word is right elsewhere. */
  readonly notEn?: RegExp;
  readonly notRu?: RegExp;
}

/** A whole Russian word: `\b` knows ASCII letters only. */
const ru = (stem: string): RegExp => new RegExp(`(?<![а-яё])(?:${stem})`, 'iu');

export const GLOSSARY: readonly Term[] = [
  // Who takes part.
  {
    en: 'host',
    ru: 'хост',
    notRu: ru('узел(?![а-яё])|узл(?:а|у|ом|е|ы|ов|ам|ами|ах)(?![а-яё])'),
  },
  { en: 'DNS server', ru: 'DNS-сервер', notEn: /\bDNS resolver\b/i, notRu: /сервер[а-яё]* (?:имён|DNS)/iu },
  { en: 'practice server', ru: 'учебный сервер', notEn: /\btraining server\b/i, notRu: /тренировочн/iu },
  { en: 'attacker', ru: 'злоумышленник', notEn: /\bhacker/i, notRu: ru('взломщик|хакер') },
  { en: 'account', ru: 'учётная запись', notRu: ru('аккаунт') },
  { en: 'user name', ru: 'имя пользователя', notRu: ru('логин') },
  { en: 'postmaster', ru: 'постмастер', notRu: ru('почтмейстер') },
  { en: 'open relay', ru: 'открытый релей', notRu: ru('релэй') },
  { en: 'certificate authority', ru: 'центр сертификации', notRu: ru('удостоверяющ|сертификационн') },
  // The conversation.
  { en: 'conversation', ru: 'разговор', notRu: /(?<![а-яё])диалог[а-яё]* (?:SMTP|с сервером)/iu },
  { en: 'transcript', ru: 'запись сеанса', notRu: /протокол[а-яё]* диалога|транскрипт/iu },
  { en: 'stage (of --stop-after)', ru: 'этап', notRu: /(?<![а-яё])(?:шаг|стади)[а-яё]* --(?:stop|drop)/iu },
  {
    en: 'closes the connection',
    ru: 'закрывает соединение',
    notEn: /\b(?:hangs?|hung|hanging) up\b/i,
    notRu: ru('вешает трубку|кладёт трубку'),
  },
  {
    en: 'dry run',
    ru: 'пробный прогон',
    notEn: /\brehears(?:al|e |ing)/i,
    notRu: ru('репетици|холост[а-яё]+ (?:ход|прогон)'),
  },
  { en: 'handshake', ru: 'рукопожатие', notRu: ru('хендшейк') },
  { en: 'time-out', ru: 'истекло время', notRu: /время вышло|вышло время/iu },
  { en: 'mismatch', ru: 'расхождение', notEn: /\bmisprint/i },
  // Letters.
  { en: 'chunk', ru: 'фрагмент', notRu: ru('кус(?:ок|к(?:а|у|е|ом|и|ов|ам|ами|ах))(?![а-яё])|чанк') },
  { en: 'front matter', ru: 'заголовок файла', notRu: ru('вступлени') },
  { en: 'limit', ru: 'лимит', notRu: ru('предел(?:ом|а|у|ов)?(?![а-яё])') },
  {
    en: 'bounce',
    ru: 'отчёт о недоставке',
    notRu: /сообщени[а-яё]* о недоставк|(?<![а-яё])(?:отлуп|отбойник|баунс)/iu,
  },
  { en: 'attachment', ru: 'вложение', notRu: ru('аттач|прикреплени') },
  { en: 'header field', ru: 'поле заголовка', notRu: ru('хедер') },
  { en: 'lone (dot, LF)', ru: 'одиночный', notRu: ru('одинок') },
  // What happens to letters.
  { en: 'relaying', ru: 'пересылка', notRu: ru('релеинг|ретрансляци') },
  { en: 'forwarding', ru: 'переадресация', notRu: ru('форвардинг|перенаправлени[а-яё]+ (?:писем|почты)') },
  {
    en: 'accepts (mail)',
    ru: 'принимает',
    notEn: /\btakes (?:in )?(?:mail|letters|the letter)\b/i,
    notRu: /бер[её]т (?:письм|почт)/iu,
  },
  {
    en: 'queue ID',
    ru: 'номер в очереди',
    notRu: /идентификатор[а-яё]* (?:в )?очеред|номер[а-яё]* очереди/iu,
  },
  { en: 'hop', ru: 'участок', notRu: ru('хоп(?:а|у|ом|ы|ов)(?![а-яё])') },
  { en: 'submission server', ru: 'сервер отправки', notRu: ru('сервер[а-яё]* подачи') },
  { en: 'success, failure', ru: 'успех, ошибка', notRu: ru('не?удач[аиуе](?![а-яё])') },
  // Signing in and encryption.
  { en: 'challenge', ru: 'запрос сервера', notRu: ru('челлендж|вызов[а-яё]* сервера') },
  { en: 'sign in', ru: 'вход', notEn: /\blog(?:ging|ged)? (?:in|on)to\b/i, notRu: ru('залогин') },
  {
    en: 'unencrypted',
    ru: 'без шифрования',
    notEn: /\bin (?:the )?clear\b(?! text)/i,
    notRu: /(?<![а-яё])в открытую|открытым видом/iu,
  },
  // The program.
  {
    en: 'exit code',
    ru: 'код завершения',
    notEn: /\bexit status\b/i,
    notRu: /код[а-яё]* (?:выхода|возврата)/iu,
  },
  { en: 'option', ru: 'параметр', notRu: ru('опци(?:я|и|ю|ей|й)(?![а-яё])') },
  { en: 'folder', ru: 'папка', notRu: ru('директори') },
  {
    en: 'capture',
    ru: 'дамп трафика',
    notEn: /\bpacket dump/i,
    notRu: /запис[а-яё]+ пакет/iu,
  },
  {
    en: 'fix, correct',
    ru: 'исправить',
    notEn: /\bmend(?:s|ed|ing)?\b(?!\.smtp)/i,
    notRu: ru('починить|чинить'),
  },
  { en: 'instead of', ru: 'вместо', notEn: /\bin place of\b/i },
];
