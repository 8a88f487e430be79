/** Пересылка запрещена, по-русски. */

import type { RelayingPhrase } from './problems.ts';

export const relayingRu: RelayingPhrase = ({ host, domain, signedIn, byMx }) => {
  const server = host === '' ? 'Сервер' : host;
  if (byMx)
    return {
      means: [
        `По записям DNS почту для ${domain} принимает ${server}, но сам сервер об этом не знает. Неверна запись MX, или домена нет в настройках сервера.`,
      ],
      tries: [
        { what: 'что говорит DNS', command: `dig MX ${domain}` },
        { what: 'Сообщите администратору домена: отсюда ничего не исправить.' },
      ],
    };
  return {
    means: [
      `${server} не обслуживает ${domain === '' ? 'домен получателя' : domain}, и ${
        signedIn ? 'этой учётной записи нельзя отправлять туда через него' : 'вы не вошли'
      }. Пересылать почту для кого угодно — значит быть открытым релеем.`,
    ],
    tries: [
      ...(signedIn ? [] : [{ what: 'войти на сервер своего провайдера', command: '--user NAME' }]),
      { what: 'Если сервер ваш, разрешите пересылку для этого клиента.' },
      { what: 'отправить прямо на сервер получателя', command: '--mx' },
    ],
  };
};
