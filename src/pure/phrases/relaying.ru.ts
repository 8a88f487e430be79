/** Пересылка запрещена, по-русски. */

import type { RelayingPhrase } from './problems.ts';

export const relayingRu: RelayingPhrase = ({ host, domain, signedIn }) => ({
  means: [
    `${host === '' ? 'Сервер' : host} не обслуживает ${domain === '' ? 'домен получателя' : domain}, а ${
      signedIn ? 'этой учётной записи слать туда через него нельзя' : 'вы не вошли'
    }. Обслуживать незнакомцев значило бы стать открытым релеем.`,
  ],
  tries: [
    ...(signedIn ? [] : [{ what: 'сервер вашего провайдера:', command: '--user NAME' }]),
    { what: 'ваш собственный сервер:', command: 'разрешите ему пересылать для этого клиента' },
    { what: 'сервер получателя, из DNS:', command: '--mx' },
  ],
});
