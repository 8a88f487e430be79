/** What the operating system's error codes mean, in Russian. */

import { reasonIn } from './system-reasons.ts';
import type { SYSTEM_EN } from './system-reasons.en.ts';

const SYSTEM_RU: Readonly<Record<keyof typeof SYSTEM_EN, string>> = {
  EACCES: 'нет прав доступа',
  EPERM: 'система этого не разрешает',
  ENOENT: 'нет такого файла или папки',
  EISDIR: 'это папка',
  ENOTDIR: 'часть пути — не папка',
  ENOTEMPTY: 'папка не пуста',
  EEXIST: 'такое уже есть',
  ELOOP: 'символические ссылки зациклены',
  ENAMETOOLONG: 'имя слишком длинное',
  ENOSPC: 'диск полон',
  EDQUOT: 'исчерпана дисковая квота',
  EFBIG: 'слишком большой размер',
  EFTYPE: 'это устройство, а не файл',
  EROFS: 'диск доступен только для чтения',
  EIO: 'ошибка ввода-вывода',
  EMFILE: 'открыто слишком много файлов',
  ENFILE: 'открыто слишком много файлов',
  ETXTBSY: 'сейчас занято',
  EBUSY: 'сейчас занято',
  EADDRINUSE: 'адрес занят',
  EADDRNOTAVAIL: 'такого адреса у этого компьютера нет',
  EAFNOSUPPORT: 'этот вид адресов не поддерживается',
  ECONNREFUSED: 'там никто не слушает',
  ECONNRESET: 'другая сторона разорвала соединение',
  ENETUNREACH: 'нет маршрута до этой сети',
  EHOSTUNREACH: 'нет маршрута до этого хоста',
  EPIPE: 'другая сторона закрыла канал',
  EINVAL: 'система не принимает такого сочетания',
  ETIMEDOUT: 'ответа нет',
  ETIMEOUT: 'ответа нет',
  EAI_AGAIN: 'DNS-сервер не ответил',
  ESERVFAIL: 'DNS-сервер не смог найти ответ',
  EREFUSED: 'DNS-сервер отказался отвечать',
  ENODATA: 'такой записи нет',
  ENETDOWN: 'сеть отключена',
  EHOSTDOWN: 'хост отключён',
  ECONNABORTED: 'соединение прервано',
};

/** `нет такого файла или папки (ENOENT)`. */
export const systemReason = (reason: string): string => reasonIn(SYSTEM_RU, reason);
