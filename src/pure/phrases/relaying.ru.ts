/** Пересылка запрещена, по-русски. */

import type { RelayingPhrase } from './problems.ts';

export const relayingRu: RelayingPhrase = ({ host, domain, signedIn }) => ({
  means: [
    `${host === '' ? 'Сервер' : host} не обслуживает ${domain === '' ? 'домен получателя' : domain}, и ${
      signedIn ? 'этой учётной записи нельзя отправлять туда через него' : 'вы не вошли'
    }. Пересылать почту для кого угодно — значит быть открытым релеем.`,
  ],
  tries: [
    ...(signedIn ? [] : [{ what: 'войти на сервер своего провайдера:', command: '--user NAME' }]),
    { what: 'если сервер ваш:', command: 'разрешите пересылку для этого клиента' },
    { what: 'отправить прямо на сервер получателя:', command: '--mx' },
  ],
});
