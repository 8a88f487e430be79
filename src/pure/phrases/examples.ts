/**
 * The examples at the end of each command's help: a line that can be typed as it is, and what it is for. Loaded with a
 * help alone. A test reads each line with the command's own parser, and runs those that need neither a server nor a file.
 */

import type { CommandSummaries } from './cli.ts';
import type { Lang } from './lang.ts';

/** One example: what follows the name of the program, and what it is for in each language. */
export interface Example extends Readonly<Record<Lang, string>> {
  readonly line: string;
}

export const examplesHeading: Readonly<Record<Lang, string>> = { en: 'Examples:', ru: 'Примеры:' };

export const examples: Readonly<Partial<Record<keyof CommandSummaries, readonly Example[]>>> = {
  tour: [
    {
      line: 'tour',
      en: 'the whole conversation, with short notes',
      ru: 'разговор целиком, с краткими пояснениями',
    },
    { line: 'tour --explain full', en: 'with long explanations', ru: 'с подробными пояснениями' },
    {
      line: 'tour --json',
      en: 'the same as events, for a program',
      ru: 'то же в виде событий, для программы',
    },
  ],
  learn: [
    { line: 'learn whole-letter', en: 'a lesson by its name', ru: 'урок по имени' },
    { line: 'learn dot-stuffing --show', en: 'a lesson to read', ru: 'урок для чтения' },
    {
      line: 'learn whole-letter --student "Ann Example" --report ann.json',
      en: 'homework, with a report for the teacher',
      ru: 'домашняя работа с отчётом для преподавателя',
    },
    { line: 'learn --verify ann.json', en: 'check a report', ru: 'проверить отчёт' },
    { line: 'learn new my-lesson', en: 'start a lesson of your own', ru: 'начать свой урок' },
  ],
  sendmail: [
    {
      line: 'sendmail -t -i --profile relay < letter.txt',
      en: 'recipients from the letter, the server from the config file',
      ru: 'получатели из письма, сервер из файла настроек',
    },
    {
      line: 'sendmail -f ann@example.com --server mail.example.com bob@example.com < letter.txt',
      en: 'sender and recipient named',
      ru: 'отправитель и получатель названы',
    },
    {
      line: 'sendmail -v -t -i --server mail.example.com < letter.txt',
      en: 'with the whole conversation',
      ru: 'со всем разговором',
    },
  ],
  send: [
    { line: 'send', en: 'a letter to the practice server', ru: 'письмо учебному серверу' },
    {
      line: 'send --dry-run --user student',
      en: 'what would be sent, without a connection',
      ru: 'что было бы отправлено, без соединения',
    },
    {
      line: 'send -s mail.example.com -f ann@example.com -t bob@example.net --user ann',
      en: 'through your provider; the password is asked for',
      ru: 'через своего провайдера; пароль будет запрошен',
    },
    {
      line: 'send -s mail.example.com --stop-after ehlo',
      en: 'what a server offers, and nothing more',
      ru: 'только узнать, что предлагает сервер',
    },
    {
      line: 'send --mx -f ann@example.com -t bob@example.net --eml letter.eml',
      en: "a complete letter, to the recipient's own servers",
      ru: 'готовое письмо прямо на серверы получателя',
    },
  ],
  connect: [
    { line: 'connect', en: 'by hand, with the practice server', ru: 'вручную, с учебным сервером' },
    {
      line: 'connect mail.example.com:587',
      en: 'by hand, with a real one',
      ru: 'вручную, с настоящим сервером',
    },
    {
      line: 'connect mail.example.com --tls implicit --port 465',
      en: 'encrypted from the start',
      ru: 'с шифрованием с начала соединения',
    },
    {
      line: 'connect mail.example.com --fail < commands.txt',
      en: 'commands from a file, and an exit code',
      ru: 'команды из файла и код завершения',
    },
  ],
  replay: [
    {
      line: 'replay session.smtp',
      en: 'watch a recording; Space pauses it',
      ru: 'посмотреть запись; пробел — пауза',
    },
    {
      line: 'replay tests --server mail.example.com --report junit=report.xml',
      en: 'a folder of session files as a test suite',
      ru: 'папка файлов сеансов как набор тестов',
    },
    {
      line: 'replay --judge swaks.txt',
      en: 'what went wrong in a transcript, and on which side',
      ru: 'что пошло не так в чужой записи и на чьей стороне',
    },
    {
      line: 'replay --redact --from auto swaks.txt',
      en: 'the same transcript without its secrets',
      ru: 'та же запись без секретов',
    },
  ],
  serve: [
    {
      line: 'serve --port 2525 --maildir letters',
      en: 'a practice server that keeps the letters',
      ru: 'учебный сервер, который сохраняет письма',
    },
    {
      line: 'serve --scenario greylisting --once',
      en: 'a greylisting server, for one connection',
      ru: 'сервер с серыми списками, на одно соединение',
    },
    {
      line: 'serve --rule "RCPT TO:<busy@*> [first 2] = 450 4.2.0 Later"',
      en: 'a fault of your own: twice busy, then as usual',
      ru: 'свой сбой: дважды занято, потом как обычно',
    },
    {
      line: 'serve --list-scenarios',
      en: 'the other ways in which it can behave',
      ru: 'как ещё он может себя вести',
    },
    {
      line: 'serve --script session.smtp',
      en: 'play the server of a session file, and check the client',
      ru: 'отвечать по файлу сеанса и проверять клиента',
    },
  ],
  gateway: [
    {
      line: 'gateway --server mail.example.com:587',
      en: 'watch what a client says to this server: point it to port 2525 of this computer',
      ru: 'смотреть, что клиент говорит этому серверу: укажите клиенту порт 2525 этого компьютера',
    },
    {
      line: 'gateway --server mail.example.com:587 --listen-tls off --record printer.smtp',
      en: 'for a printer that knows no TLS; what it says goes into a session file',
      ru: 'для принтера, который не умеет TLS; его слова попадут в файл сеанса',
    },
    {
      line: 'gateway --server mail.example.com:587 --policy lessons/gateway/policy.yaml',
      en: 'letters get points, and are tagged, kept back or refused',
      ru: 'письма получают баллы: их помечают, задерживают или отклоняют',
    },
    {
      line: 'gateway --server mail.example.com:587 --host 0.0.0.0 --relay-from 192.0.2.0/24',
      en: 'for the machines of one network',
      ru: 'для машин одной сети',
    },
  ],
  conform: [
    {
      line: 'conform',
      en: 'the practice server, to see how it looks',
      ru: 'учебный сервер, чтобы увидеть, как это выглядит',
    },
    {
      line: 'conform --server mail.example.com --no-letters',
      en: 'a real server, without sending anything',
      ru: 'настоящий сервер, ничего не отправляя',
    },
    {
      line: 'conform --server localhost:2525 --rcpt me@example.com --report html=report.html',
      en: 'with letters to a mailbox of yours, and a page to look at',
      ru: 'с письмами в свой ящик и страницей отчёта',
    },
    { line: 'conform --explain rset-forgets-sender', en: 'what a case is about', ru: 'о чём проверка' },
  ],
  explain: [
    { line: 'explain 550 5.7.1 Relaying denied', en: 'a reply', ru: 'ответ сервера' },
    {
      line: 'explain STARTTLS',
      en: 'a command or a keyword of EHLO',
      ru: 'команда или слово из ответа на EHLO',
    },
    { line: 'explain --sasl SCRAM-SHA-256', en: 'a sign-in, line by line', ru: 'вход, строка за строкой' },
    { line: 'explain < bounce.eml', en: 'a bounce or a log', ru: 'отчёт о недоставке или журнал' },
  ],
  completion: [
    { line: 'completion bash', en: 'print the script for bash', ru: 'вывести скрипт для bash' },
    {
      line: 'completion zsh > ~/.zfunc/_smtp-lab',
      en: 'save the one for zsh',
      ru: 'сохранить скрипт для zsh',
    },
    { line: 'completion fish', en: 'print the script for fish', ru: 'вывести скрипт для fish' },
  ],
};
