/** What `smtp-lab sendmail` says, in each language. */

import type { Worded } from './lang.ts';

export interface SendmailWords {
  readonly about: string;
  readonly recipients: string;
  /** The options of its own, as a table of the help. */
  readonly options: string;
  readonly needsServer: string;
  readonly needsValue: string;
  readonly noRecipient: string;
  readonly needsRecipient: string;
  readonly otherUse: string;
}

const en: SendmailWords = {
  about:
    'Takes a letter on standard input, as sendmail does, and hands it to a mail server. Silent when it succeeds; exit codes of sysexits.h.',
  recipients: 'who gets the letter; a name alone is a mailbox of this machine',
  options: `Options of sendmail, alone or joined (-ti):
  -t          recipients from To, Cc and Bcc too; Bcc is left out of the letter
  -i, -oi     a line of one dot does not end the letter
  -f, -r ADDR envelope sender; without it, the address of From
  -F NAME     the sender's name, where From has to be added
  -v          show the conversation
  -N LIST, -R full|hdrs, -V ID   delivery reports
  -X FILE     write the conversation to a file
  -bm         is what it does; -bs, -bp, -q and other uses end with exit code 64
Others have no effect, and -v says so. Date, Message-ID and From are added where
the letter lacks them.`,
  needsServer: 'Name the mail server: --server HOST, SMTP_LAB_SERVER, or --profile NAME.',
  needsValue: 'It needs a value.',
  noRecipient: 'It is no recipient.',
  needsRecipient: 'Name a recipient, or take those of the letter with -t.',
  otherUse: 'Only letters can be sent: there is no queue, no daemon and no list of aliases here.',
};

const ru: SendmailWords = {
  about:
    'Берёт письмо со стандартного ввода, как sendmail, и передаёт его почтовому серверу. При успехе молчит; коды завершения из sysexits.h.',
  recipients: 'кому письмо; имя без домена — ящик этой машины',
  options: `Параметры sendmail, по одному или слитно (-ti):
  -t          взять получателей и из To, Cc, Bcc; Bcc в письмо не попадает
  -i, -oi     строка из одной точки не заканчивает письмо
  -f, -r АДРЕС отправитель в конверте; если не задан, берётся из From
  -F ИМЯ      имя отправителя, если From приходится добавлять
  -v          показать разговор
  -N СПИСОК, -R full|hdrs, -V ID   отчёты о доставке
  -X ФАЙЛ     записать разговор в файл
  -bm         и так действует; -bs, -bp, -q и прочее: код завершения 64
Остальные ни на что не влияют, с -v об этом сказано. Если в письме нет Date,
Message-ID или From, они добавляются.`,
  needsServer: 'Назовите почтовый сервер: --server ХОСТ, SMTP_LAB_SERVER или --profile ИМЯ.',
  needsValue: 'Здесь нужно значение.',
  noRecipient: 'Это не получатель.',
  needsRecipient: 'Назовите получателя или возьмите получателей из письма: -t.',
  otherUse: 'Здесь можно только отправить письмо: ни очереди, ни службы, ни списка псевдонимов нет.',
};

export const sendmailWords: Worded<SendmailWords> = { en, ru };
