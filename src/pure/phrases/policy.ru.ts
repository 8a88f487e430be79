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
    case 'signed-in':
      return `${name === '' ? rule : name}: не проверяется, клиент вошёл`;
  }
}

function faultRu({ path, code, about }: PolicyFault): string {
  const where = path === '' ? 'политика' : path;
  switch (code) {
    case 'unknown-key':
      return `${where}: ключа «${about}» нет.`;
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
  outcome: ({ sum, limit, action, kept }) => {
    const below = limit === null ? '' : `, меньше ${limit}`;
    const reached = limit === null ? '' : `, не меньше ${limit}`;
    switch (action) {
      case 'pass':
        return `= ${sum}${below}: передано`;
      case 'tag':
        return `= ${sum}${reached}: передано с пометкой`;
      case 'quarantine':
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
  more: (count) => `И ещё ${count}.`,
};
