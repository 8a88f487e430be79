/** Отказы, смысл которых не зависит от их слов, по-русски: сертификат клиента, токен, вход по сертификату. */

import type { SpecialRefusals } from './problems.ts';

export const refusalsRu: SpecialRefusals = {
  clientCertificate: ({ has, host }) => ({
    means: [
      has('--tls-cert')
        ? `${host === '' ? 'Сервер' : host} принимает только клиентов, известных ему по сертификату, а сертификата из --tls-cert не знает или не доверяет тому, кто его выдал.`
        : `${host === '' ? 'Сервер' : host} принимает только клиентов с сертификатом, а сертификат не задан.`,
    ],
    tries: [
      has('--tls-cert')
        ? { what: 'что в нём', command: 'openssl x509 -in FILE -noout -subject -issuer -dates' }
        : { what: 'с вашим сертификатом', command: '--tls-cert FILE --tls-key FILE' },
    ],
  }),
  token: () => ({
    means: [
      'Токен не принят: он истёк, не даёт права отправлять почту или выдан для другой учётной записи. Часто токен действует всего час.',
    ],
    tries: [
      { what: 'с новым токеном', command: '--token-file FILE' },
      { what: 'Проверьте, что токен выдан этому пользователю и что в нём есть право на SMTP.' },
    ],
  }),
  external: ({ has }) => ({
    means: [
      has('--tls-cert')
        ? 'Механизм EXTERNAL означает вход по сертификату клиента, а учётной записи для сертификата из --tls-cert на сервере нет.'
        : 'Механизм EXTERNAL означает вход по сертификату клиента из TLS, а сертификат не задан.',
    ],
    tries: [
      has('--tls-cert')
        ? { what: 'имя в нём', command: 'openssl x509 -in FILE -noout -subject' }
        : { what: 'с вашим сертификатом', command: '--tls-cert FILE --tls-key FILE' },
    ],
  }),
};
