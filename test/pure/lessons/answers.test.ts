import { describe, expect, it } from 'vitest';
import { choiceMeant, formsOf } from '../../../src/pure/lessons/index.ts';

describe('an answer', () => {
  it.each([
    ['465', ['port 465', 'Port 465.', '465!', 'it is 465', 'порт 465', '«465»', 'the port 465', 'at 465']],
    [
      '3',
      [
        'three',
        'Three.',
        'три',
        'nhb',
        '3 lines',
        'three lines',
        'три строки',
        '3.',
        '3xx',
        '3yz',
        ' 3 ',
        'class 3',
      ],
    ],
    ['no', ['No.', 'n', 'NO!', 'nope', 'нет', 'н', 'no, never', 'ytn', 'т']],
    ['yes', ['y', 'Yes', 'да', 'Да!', 'lf', 'д', 'ага', 'yes, it does']],
    ['да', ['y', 'yes', 'да', 'lf']],
    ['10485760', ['10 MB', 'SIZE 10485760', '10,485,760', '10 485 760', '10 МБ', '10485760 octets']],
    ['both', ['Both', 'both of them', '"both"', 'both.']],
    ['password', ['the password', 'Password', 'зфыыцщкв', 'a password']],
    ['6', ['six', 'шесть', '6 dots', 'six.']],
  ] as const)('%s is understood however it is said', (meant, ways) => {
    for (const way of ways) expect(formsOf(way), way).toContain(meant);
  });

  it('is not understood as what it is not', () => {
    for (const [said, other] of [
      ['not 3', '3'],
      ['nobody knows', 'no'],
      ['2 or 3', '3'],
      ['yesterday', 'yes'],
      ['4', '3'],
      ['', ''],
    ] as const)
      expect(formsOf(said), said).not.toContain(other);
  });

  it('may be a choice by number, letter, first words, or in the other language', () => {
    const ru = ['250: пропустить', '451: позже', '554: нет'];
    const en = ['250: let it through', '451: later', '554: no'];
    for (const way of [
      '2',
      '2.',
      '2)',
      '№2',
      'two',
      'два',
      'second',
      'the second',
      'вторая',
      'b',
      'б',
      '451',
      'later',
      '451: later',
      '451: Позже.',
      'nhb',
    ])
      expect(choiceMeant(way, ru, en), way).toBe(way === 'nhb' ? 2 : 1);
    for (const way of ['4', 'something else', '', 'EHLO', '0'])
      expect(choiceMeant(way, ru, en), way).toBe(-1);
    expect(
      choiceMeant('app password', ['the password is too short', 'an app password', 'another port'], []),
    ).toBe(1);
    const what = ['известит отправителя', 'попробует позже', 'выбросит'];
    expect(choiceMeant('попробовать позже', what, [])).toBe(1);
    const silence = ['сервер лежит', 'сервер ждёт TLS', 'межсетевой экран'];
    expect(choiceMeant('ждет TLS', silence, [])).toBe(1);
    const wrong = ['сервер', 'программа', 'получатель'];
    expect(choiceMeant('программа отправителя', wrong, [])).toBe(1);
    for (const way of ['сервер и программа', 'не программа отправителя', 'это не получатель'])
      expect(choiceMeant(way, wrong, []), way).toBe(-1);
    for (const way of ['оба', 'обоих', 'им обоим'])
      expect(choiceMeant(way, ['teacher', 'full', 'обоим'], []), way).toBe(2);
    for (const way of [
      'twenty seven',
      'twenty-seven',
      'twenty seven octets',
      'двадцать семь',
      'Двадцать семь октетов.',
    ])
      expect(formsOf(way), way).toContain('27');
    for (const way of ['twenty ten', 'twenty zero', 'twenty one two'])
      expect(formsOf(way), way).not.toContain('30');
    for (const way of [
      'four hundred and sixty five',
      'four six five',
      'четыреста шестьдесят пять',
      'порт четыреста шестьдесят пять',
    ])
      expect(formsOf(way), way).toContain('465');
    expect(formsOf('сто')).toContain('100');
    expect(choiceMeant('yes it still holds', ['yes', 'no'], [])).toBe(0);
    expect(choiceMeant('да, действует', ['да', 'нет'], [])).toBe(0);
    expect(choiceMeant('нет этого мало', ['да', 'нет'], [])).toBe(1);
    for (const way of ['no idea', 'yes and no', 'да нет', 'yes or no', 'no one'])
      expect(choiceMeant(way, ['yes', 'no'], []), way).toBe(-1);
    const why = ['it costs too much time', 'robots collect addresses', 'nobody asks'];
    expect(choiceMeant('spam robots', why, [])).toBe(1);
    expect(choiceMeant('internet is slow', ['the line is slow', 'its disk is full'], [])).toBe(0);
    for (const way of ['robots and time', 'not robots', 'spammers', 'robots: time'])
      expect(choiceMeant(way, why, []), way).toBe(-1);
    expect(formsOf('пятнадцать')).toContain('15');
    expect(formsOf('МХ')).toContain('mx');
    expect(formsOf('мх')).toContain('mx');
    expect(formsOf('да')).not.toContain('da');
    // A word of English has few forms: mail is none of mailbox.
    const boxes = ['the line', 'the connection', 'the mailbox'];
    for (const way of ['MAIL it on', 'mailing', 'mail to him'])
      expect(choiceMeant(way, boxes, []), way).toBe(-1);
    for (const way of ['mailboxes', 'a mailbox', 'mailbox']) expect(choiceMeant(way, boxes, []), way).toBe(2);
    const relayed = ['it was read', 'it is in the mailbox', 'it was handed on'];
    for (const way of ['MAIL FROM:<a@example.test> RET=HDRS', 'mail it to me'])
      expect(choiceMeant(way, relayed, relayed), way).toBe(-1);
    // Two could be meant.
    const ends = ['each line ends with CR LF', 'it compresses', 'it connects again'];
    for (const [way, at] of [
      ['crlf', 0],
      ['line end', 0],
      ['compress', 1],
      ['compression', 1],
      ['reconnects', -1],
      ['connect again', 2],
    ] as const)
      expect(choiceMeant(way, ends, ends, 'What is -C for?'), way).toBe(at);
    const echo = ['it adds a line end', 'it hides the password', 'it is too slow'];
    expect(choiceMeant('echo hides the password', echo, echo, 'echo ...')).toBe(1);
    expect(choiceMeant('my address', ['the letter', 'the recipient', 'your address'], [])).toBe(2);
    expect(choiceMeant('full@example.test', ['teacher', 'full', 'both'], [])).toBe(1);
    expect(choiceMeant('не пароль', ['пароль', 'отпечаток'], [])).toBe(-1);
    expect(choiceMeant('the', ['the letter', 'the recipient'], [])).toBe(-1);
    expect(choiceMeant('n', ['yes', 'no', 'nobody knows'], ['yes', 'no', 'nobody knows'])).toBe(1);
    expect(choiceMeant('4', ['1 hour', '4 to 5 days', '1 month'], [])).toBe(1);
  });
});
