/** What each exit code says about a run, in both languages: the table of `help exit-codes`. */

import type { ExitName } from '../problems/index.ts';
import type { Lang } from './lang.ts';

export interface ExitWords {
  readonly title: string;
  readonly codes: Readonly<Record<ExitName, string>>;
  readonly several: string;
}

export const exitWords: Readonly<Record<Lang, ExitWords>> = {
  en: {
    title: 'Exit codes',
    codes: {
      done: 'done: every recipient accepted, or the stage of --stop-after reached',
      fault: 'a bug in this program; it says how to report it',
      usage: 'wrong usage: a bad option, an unreadable file, a malformed address',
      connect: 'could not connect: unknown name, refused, timed out, proxy',
      greeting: 'greeting refused',
      hello: 'EHLO, HELO or LHLO refused',
      tls: 'TLS failed, or was required and is not available',
      auth: 'authentication failed, or is not possible safely',
      sender: 'sender refused',
      recipients: 'no recipient accepted',
      'some-recipients': 'some recipients refused; the message went to the others',
      message: 'message refused, after DATA or after its end',
      lost: 'connection lost or timed out, and nothing had been accepted',
      unknown:
        'outcome unknown: lost between the end of the message and its reply; sending again may deliver twice',
      protocol: 'the server broke the protocol: not SMTP, a malformed reply, a reply too long',
      mismatch: 'an expectation was not met: in a replay, in a lesson check, in a conformance case',
      interrupted: 'interrupted (Ctrl-C)',
      terminated: 'asked to end (SIGTERM)',
    },
    several:
      'With several letters or files, the code is that of the first that failed. --tempfail-exit N replaces the code if every refusal is temporary.',
  },
  ru: {
    title: 'Коды завершения',
    codes: {
      done: 'готово: приняты все получатели или достигнут этап --stop-after',
      fault: 'ошибка самой программы; сказано, как о ней сообщить',
      usage: 'неверный вызов: неправильный параметр, нечитаемый файл, ошибка в адресе',
      connect: 'нет соединения: неизвестное имя, отказ, истекло время, прокси',
      greeting: 'отказ в приветствии',
      hello: 'отказ на EHLO, HELO или LHLO',
      tls: 'сбой TLS, либо TLS требуется, но недоступен',
      auth: 'вход не удался, или войти безопасно нельзя',
      sender: 'отправитель не принят',
      recipients: 'не принят ни один получатель',
      'some-recipients': 'приняты не все получатели, остальным письмо отправлено',
      message: 'письмо не принято: после DATA или после его конца',
      lost: 'соединение оборвалось или истекло время, и ничего не принято',
      unknown:
        'исход неизвестен: соединение оборвалось между концом письма и ответом; при повторной отправке письмо может прийти дважды',
      protocol: 'сервер нарушил протокол: это не SMTP, ответ искажён или слишком длинный',
      mismatch: 'ожидание не сбылось: при воспроизведении, при проверке урока, при проверке на соответствие',
      interrupted: 'прервано (Ctrl-C)',
      terminated: 'завершено сигналом SIGTERM',
    },
    several:
      'Если писем или файлов несколько, это код первого, на котором произошла ошибка. --tempfail-exit N заменяет код, если все отказы временные.',
  },
};
