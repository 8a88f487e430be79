/** Политика, по-русски. */

import { signed } from '../policy/index.ts';
import type { Point, PolicyFault } from '../policy/index.ts';
import { systemReason } from './system-reasons.ru.ts';
import type { PolicyWords } from './policy.ts';

function foundRu({ rule, name, what, detail }: Point): string {
  switch (what) {
    case 'ehlo-fine':
      return `имя в EHLO правильное (${detail})`;
    case 'ehlo-invalid':
      return `имя в EHLO — не полное имя хоста (${detail})`;
    case 'ehlo-literal':
      return `в EHLO адрес вместо имени (${detail})`;
    case 'ehlo-ours':
      return `клиент назвался нашим именем (${detail})`;
    case 'ptr-fine':
      return `адрес принадлежит ${detail}`;
    case 'ptr-missing':
      return `у ${detail} нет имени в DNS (PTR)`;
    case 'ptr-mismatch':
      return `имя этого адреса, ${detail}, не ведёт обратно к адресу`;
    case 'listed':
      return `${detail} есть в списке ${name}`;
    case 'not-listed':
      return `${detail} нет в списке ${name}`;
    case 'list-broken':
      return `список ${name} не прошёл самопроверку: его ответы ничего не значат`;
    case 'no-answer':
      return rule === 'ptr' ? `DNS не отвечает о ${detail}` : `список ${name} не отвечает`;
    case 'known-sender':
      return `адресу ${detail} уже писали`;
    case 'unknown-sender':
      return `адресу ${detail} не писали`;
    case 'words':
      return `слова письма: ${detail}`;
    case 'words-untrained':
      return `слова пока ни о чём не говорят: ${detail}`;
    case 'content-found':
      return `${name}: найдено`;
    case 'content-not-found':
      return `${name}: не найдено`;
    case 'clean':
      return `${rule} ничего не нашёл`;
    case 'virus':
      return `${rule} нашёл ${detail}`;
    case 'score':
      return detail === '' ? `${rule}` : `${rule}: ${detail}`;
    case 'scanner-stalled':
      return `${rule} не отвечает (${systemReason(detail)})`;
    case 'scanner-failed':
      return `${rule} не смог проверить письмо (${detail})`;
    case 'not-told':
      return `${name === '' ? rule : name}: не проверяется, ни в одном поле Received нет адреса`;
    case 'signed-in':
      return `${name === '' ? rule : name}: не проверяется, клиент вошёл`;
  }
}

function faultRu({ path, code, about, known = [] }: PolicyFault): string {
  const where = path === '' ? 'политика' : path;
  switch (code) {
    case 'unknown-key':
      return `${where}: неизвестный ключ «${about}». Есть: ${known.join(', ')}.`;
    case 'missing':
      return `${where}: нужен ключ «${about}».`;
    case 'not-a-number':
      return `${where}: нужно число.`;
    case 'not-a-text':
      return `${where}: нужен текст в одну строку.`;
    case 'not-a-time':
      return `${where}: нужно время, например 5s или 10m.`;
    case 'not-a-list':
      return `${where}: нужен список.`;
    case 'not-a-map':
      return `${where}: нужен набор ключей.`;
    case 'not-one-of':
      return `${where}: допустимо только ${about}.`;
    case 'quarantine-needs-folder':
      return `${where}: нужна папка, quarantine: DIR.`;
    case 'needs-state':
      return `${where}: нужен файл для памяти, state: FILE.`;
    case 'not-a-zone':
      return `${where}: «${about}» — не имя списка, такое как list.example.com.`;
    case 'not-a-resolver':
      return `${where}: «${about}» — нужен адрес, можно с портом: 192.0.2.53 или 192.0.2.53:5353.`;
    case 'not-a-network':
      return `${where}: «${about}» — нужен адрес или сеть, например 192.0.2.0/24.`;
    case 'not-a-domain':
      return `${where}: «${about}» — нужен домен, например example.com.`;
    case 'not-a-place':
      return `${where}: «${about}» — нужно HOST:PORT или путь сокета.`;
    case 'not-in-order':
      return `${where}: tag, quarantine и refuse должны возрастать в этом порядке.`;
  }
}

export const policyRu: PolicyWords = {
  option: 'правила и баллы из файла (YAML): пометить, задержать или отклонить письмо',
  point: (point) => `${signed(point.points)} ${foundRu(point)}`,
  outcome: ({ sum, limit, action, kept, tried = false }) => {
    const below = limit === null ? '' : `, меньше ${limit}`;
    const reached = limit === null ? '' : `, не меньше ${limit}`;
    switch (action) {
      case 'pass':
        return `= ${sum}${below}: передано`;
      case 'tag':
        return `= ${sum}${reached}: передано с пометкой`;
      case 'quarantine':
        if (tried) return `= ${sum}${reached}: было бы задержано`;
        return kept === null
          ? `= ${sum}${reached}: задержать не удалось, нет места`
          : `= ${sum}${reached}: задержано здесь, не доставлено (${kept})`;
      case 'refuse':
        return `= ${sum}${reached}: отказ`;
      case 'later':
        return `= ${sum}: отложено, потому что сканер не отвечает`;
    }
  },
  heading: 'Баллы:',
  fault: faultRu,
  notYaml: (reason) => `Это не YAML: ${reason}`,
  badPattern: (rule) => `Образец «${rule}» — не регулярное выражение.`,
  argument: 'train — выучить слова писем; try — что политика сделала бы с письмами',
  group: 'Для train и try:',
  ham: 'хорошие письма: папка или maildir, по одному в файле; можно повторять',
  spam: 'то же для спама',
  needsPolicy: 'Для train и try нужна --policy FILE.',
  needsBayes: 'Учить нечего: в политике нужны bayes и state.',
  needsPiles: 'Укажите письма: --ham DIR, --spam DIR или и то и другое.',
  onlyWithFiles: 'Это для train и try: smtp-lab gateway try --policy FILE --ham DIR.',
  trained: (learnt, all, file) =>
    `Выучены слова: хороших писем ${learnt.ham}, спама ${learnt.spam}; всего в ${file}: ${all.ham} и ${all.spam}.`,
  hurt: (file) => `Хорошее письмо не прошло бы: ${file}`,
  columns: { rule: 'правило', points: 'баллы', ham: 'хорошие', spam: 'спам', action: 'итог' },
  actions: {
    pass: 'переданы',
    tag: 'помечены',
    quarantine: 'задержаны',
    refuse: 'отклонены',
    later: 'отложены',
  },
  more: (count) => `И ещё ${count}.`,
};
