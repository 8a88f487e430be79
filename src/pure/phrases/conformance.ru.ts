/** The words of `conform`, in Russian. */

import type { ConformanceWords } from './conformance.ts';
import { counted } from './plural.ru.ts';

const cases = (count: number): string => counted(count, 'проверка', 'проверки', 'проверок');
const clausesOf = (count: number): string => counted(count, 'требование', 'требования', 'требований');

export const conformanceRu: ConformanceWords = {
  about: 'Проверяет сервер на соответствие стандартам и показывает, какие требования он нарушает.',
  options: {
    list: 'список проверок: имя, уровень, требование, заголовок; --only выбирает часть из них',
    explain: 'о чём проверка и как она выглядит; либо объём пояснений: none, brief, full',
    only: 'только проверки, имя или требование которых начинается так, например rset или 5321-4.1; можно повторять',
    level: 'только проверки не ниже этого уровня: must, should или may (по умолчанию may)',
    strict: 'код завершения 15 и при нарушенном SHOULD',
    rcpt: 'ваш почтовый ящик на этом сервере; письма уходят только туда',
    rcptBad: 'несуществующий адрес на этом сервере',
    rcptForeign: 'адрес в чужом домене; он называется только в RCPT, письма на него не отправляются',
    from: 'отправитель (по умолчанию адрес из --rcpt, иначе <>)',
    noLetters: 'не отправлять писем: остановиться до того, как сервер примет DATA',
    sink: 'слушать по этому адресу: сервер доставляет или пересылает туда, письма сравниваются; lmtp:// для LMTP',
    against: 'второй сервер: показать только различия',
    patience: 'сколько секунд ждать ответа, прежде чем признать исход неясным (по умолчанию 15)',
    pause: 'пауза между соединениями в миллисекундах (по умолчанию 0)',
    jobs: 'сколько соединений одновременно (по умолчанию 1)',
    report: 'записать отчёты: junit=F, tap=F, json=F, md=F, html=F, через запятую',
  },
  group: 'Проверка:',
  badReport: 'Допустимо: junit=ФАЙЛ, tap=ФАЙЛ, json=ФАЙЛ, md=ФАЙЛ, html=ФАЙЛ, через запятую.',
  badAddress: 'Адрес имеет вид name@example.com.',
  badSink: 'Допустимо: ХОСТ:ПОРТ или lmtp://ХОСТ:ПОРТ; порт может быть 0.',
  nothingChosen: (only) => `Нет проверок, начинающихся с «${only}»: список выводит conform --list.`,
  unknownCase: (id, near) =>
    near === ''
      ? `Нет проверки «${id}»: список выводит conform --list.`
      : `Нет проверки «${id}». Возможно, имелась в виду «${near}»?`,

  practice: 'Сервер не указан: проверяется учебный сервер внутри программы.',
  mailboxRefused: (server, reply) =>
    `${server} не принимает адрес из --rcpt (${reply}), поэтому проверки, которым нужен ящик, не выполняются. Укажите адрес, для которого этот сервер принимает письма.`,
  at: (server, software, count) =>
    `${cases(count)} на ${server}${software === '' ? '' : `, сервер называет себя «${software}»`}`,
  verdicts: {
    held: 'соблюдено',
    broken: 'нарушено',
    lenient: 'снисходительно',
    'not-offered': 'не предлагается',
    'cannot-tell': 'неясно',
    'not-run': 'не проверялось',
  },
  level: 'уровень',
  summary: (seconds) => `Готово за ${seconds} с.`,
  mustHeld: 'Нарушенных MUST не найдено.',
  mustHeldSoFar: 'Проверка прервана; до этого нарушенных MUST не найдено.',
  mustUntested: 'Ни одно MUST не проверено.',
  mustBroken: (count) => `Нарушено MUST: ${count}.`,
  shouldBroken: (count) => `Нарушено SHOULD: ${count}.`,

  wanted: 'ожидалось',
  came: 'получено',
  after: 'после',
  nothing: 'ничего',
  before: 'Разговор не дошёл до проверяемого места.',
  temporary:
    'Временный ответ ничего не говорит о требовании. Повторите проверку позже; если он приходит каждый раз, посмотрите настройки сервера.',
  signInFirst: 'Сервер требует сначала войти. Укажите --user и пароль.',
  notOffered: (what) => `Не предлагается: ${what}`,
  nothingToJudge: 'Своими ответами сервер не дал повода для этой проверки.',
  nothingToJudgeIn: (ids) => `Своими ответами сервер не дал повода для проверок: ${ids}.`,
  needs: {
    mailbox: 'укажите --rcpt ADDRESS — ящик, который принимает письма',
    'bad-mailbox': 'укажите --rcpt-bad ADDRESS — несуществующий адрес',
    foreign: 'укажите --rcpt-foreign ADDRESS — адрес в другом домене',
    auth: 'укажите --user NAME и пароль',
    sink: 'укажите --sink HOST:PORT и настройте сервер доставлять туда',
    loopback: 'только на сервере этого компьютера или с --sink',
  },
  nothingArrived: 'Письмо этой проверки не пришло на приёмник вовремя: оно может ждать в очереди сервера.',
  noLettersAsked: 'Проверка отправляет письмо, а указан --no-letters.',
  interrupted: 'Проверка прервана.',
  problem: (text) => text,
  takesMore: 'Сервер принимает то, что вправе отклонить.',

  noReplyFor: (time) => `отсутствие ответа в течение ${time.replace('ms', ' мс')}`,
  connectionClosed: 'закрытое соединение',
  withoutLine: (line) => `ответ без строки «${line}»`,
  notOfferedAtAll: (what) => `Не предлагается: ${what}.`,
  notRun: (count) => `Не выполнено: ${cases(count)}.`,
  hint: 'Почему проверка важна и как ведут себя другие серверы:',

  clauses: 'Требования',
  why: 'Почему это важно',
  accepted: 'Допускается также',
  needed: 'Нужно',
  theCase: 'Сама проверка; проверяется то, что идёт после @why:',
  triedOn: (date) => `Настоящие серверы, проверено ${date}:`,
  tryIt: 'Попробуйте на своём сервере:',
  breaks: {
    closed: 'закрытое соединение — нарушение',
    silence: 'отсутствие ответа — нарушение',
    malformed: 'испорченный ответ — нарушение',
    temporary: 'временный отказ — нарушение',
  },
  file: 'Файл',
  listed: (count, clauses) => `${cases(count)}, ${clausesOf(clauses)}.`,

  differences: (count, all) => `Различий: ${count} из ${all}.`,
  same: (all) => `Оба сервера ведут себя одинаково во всех проверках (${all}).`,

  page: {
    title: 'Соответствие стандартам SMTP',
    catalogue: (count, clauses) => `${cases(count)}, ${clausesOf(clauses)} стандартов`,
    matrix: 'По требованиям',
    clause: 'Требование',
    cases: 'Проверки',
    colophon: 'Отчёт smtp-lab conform. Странице не нужны ни сеть, ни скрипты.',
  },
};
