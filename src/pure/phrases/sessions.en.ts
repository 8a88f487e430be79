/** Session files, in English. */

import { systemReason } from './system-reasons.en.ts';
import type { SessionWords } from './sessions.ts';

const hint = (text: string): string => (text === '' ? '' : ` Did you mean ${text}?`);

export const sessionsEn: SessionWords = {
  faults: {
    'not-utf8': (d) => `This line is not UTF-8 (octet ${d.octet}).`,
    'file-too-large': (d) => `The file has ${d.octets} octets; the limit is ${d.max}.`,
    'line-too-long': (d) =>
      `The line has ${d.length} characters; the limit is ${d.max}. Use {{repeat}} for long text.`,
    'control-character': () =>
      'A control character is not allowed here; write octets as quoted text with C| and S|.',
    'no-conversation': () => 'There is no conversation in this file: no line begins with C: or S:.',
    'unknown-notation': () =>
      'No SMTP conversation was found in this text: no line in it is a command or a reply marked with its side. Debug output of swaks, curl -v, telnet, openssl s_client, PHPMailer, Python, nodemailer and most other programs is recognised, as long as it has the lines of both sides as they were printed.',
    'no-mail-in-capture': (d) =>
      `No SMTP conversation was found in this capture: ${d.packets} packets, ${d.streams} TCP connections, ${d.encrypted} of them encrypted from the start on port 465. Capture the port of the mail server with whole packets: tcpdump -s 0 -w FILE port 25.`,
    'unmarked-line': (d) =>
      `"${d.found}" is not a valid marker: lines begin with C:, S:, @, ? or #.${hint(d.suggestion)}`,
    'unknown-directive': (d) =>
      `Unknown directive @${d.found}.${hint(d.suggestion === '' ? '' : `@${d.suggestion}`)}`,
    'directive-argument': (d) => `Usage: ${d.wanted}.`,
    'literal-unclosed': () => '@literal must end with a lone dot (C: .).',
    'path-outside': (d) => `${d.path} is outside the folder of this file.`,
    'path-missing': (d) => `${d.mark} needs the name of a file.`,
    'include-unreadable': (d) => `${d.path} cannot be read (${systemReason(d.reason)}).`,
    'bad-rows': (d) => `Line ${d.line} of ${d.path} is not a row of names and values: "${d.found}".`,
    'include-loop': (d) => `${d.path} includes itself.`,
    'too-many-includes': (d) => `More than ${d.max} files are included, nested or one after another.`,
    'no-folder': (d) =>
      `${d.found} reads from the folder of the session file, and this text is not in a file: save it and play the file.`,
    'front-matter-unclosed': () => 'The front matter has no second line of three hyphens.',
    'front-matter-syntax': (d) => `The front matter is not valid YAML: ${d.reason}`,
    'front-matter-key': (d) => `Unknown front matter key "${d.found}".${hint(d.suggestion)}`,
    'front-matter-value': (d) => `${d.key} can be: ${d.wanted}.`,
    'unknown-connection': (d) =>
      `The front matter has to say that there are more connections: connections: ${d.connection} (now ${d.connections}).`,
    'connection-in-branch': (d) =>
      `Connection ${d.connection} is opened by its first line, which may not be inside @if.`,
    'connection-unused': (d) =>
      `The front matter has connections: ${d.connections}, but no line is of connection ${d.connection} (C${d.connection}:, S${d.connection}:).`,
    'target-differs': (d) =>
      d.tls === 'off'
        ? 'target.tls is off, and the file has @tls: it must be starttls or implicit, or @tls must go.'
        : 'target.tls is starttls, and the file has no @tls: nothing would be encrypted.',
    'secret-in-vars': (d) =>
      `"${d.name}" looks like a secret, and session files get shared: give it when you play the file.`,
    'bad-code': (d) => `"${d.found}" is not a reply code; examples: 250, 250|251, 2xx.`,
    'bad-separator': (d) => `Expected a space or a hyphen after ${d.code}, found "${d.found}".`,
    'codes-differ': (d) =>
      `All lines of a reply must have the same code: expected ${d.first}, found ${d.found}.`,
    'unfinished-reply': (d) => `This reply has no last line: ${d.code} followed by a space.`,
    'optional-last': () => 'S? must come before another S: of the same group.',
    'absent-without-reply': () =>
      'S! says what must not be in the reply before it; there is no S: line before this one.',
    'block-unclosed': (d) => `${d.directive} opens a block that no @end closes.`,
    'block-not-open': (d) => `${d.found} is outside any block.`,
    'program-too-long': (d) => `The loops of this file add up to more than ${d.max} steps.`,
    'block-too-deep': (d) => `Blocks may be nested at most ${d.max} deep.`,
    'hole-unclosed': () => 'Two braces open here and never close.',
    'bad-hole': (d) => `"${d.found}" is not allowed between the braces.`,
    'unknown-function': (d) => `Unknown function "${d.found}".${hint(d.suggestion)}`,
    'unknown-filter': (d) => `Unknown filter "${d.found}".${hint(d.suggestion)}`,
    'function-arguments': (d) => `${d.name} is used like this: ${d.wanted}.`,
    'repeat-too-large': (d) => `This makes ${d.octets} octets; the limit is ${d.max}.`,
    'chunk-size': (d) => `BDAT announces ${d.announced} octets, but ${d.present} follow.`,
    'tls-without-starttls': () =>
      '@tls without STARTTLS before it: the server would not be ready for a handshake.',
    'captures-touch': (d) => `There must be some text between ${d.first} and ${d.second}.`,
    'regex-unclosed': () => 'The pattern has no second slash.',
    'regex-flag': (d) => `Unknown flag "${d.flag}" of a pattern. Known: i, m, s.`,
    'bad-regex': (d) => `The pattern is not valid: ${d.reason}`,
    'bad-json-string': () => 'A string in quotes is expected here, as in JSON.',
    'bad-assert': (d) =>
      `"${d.found}" is not an assertion. The form is: ? name operator value "your words"; text with spaces needs quotes; <, <=, > and >= need a number.`,
    'unknown-operator': (d) => `Unknown comparison "${d.found}".${hint(d.suggestion)}`,
    'unknown-subject': (d) => `Unknown name "${d.found}".${hint(d.suggestion)}`,
    'reply-left-open': (d) =>
      `${d.codes} does not say whether a letter begins here. Write 354 alone, or @if 354 … @else … @end after it.`,
    'branches-part': () =>
      'One branch ends inside a letter and the other does not, so the lines after @end are ambiguous.',
    'letter-not-ended': () => 'The letter has no lone dot.',
    'unstuffed-dot': () => 'This line of a letter begins with one dot: on the wire it would have two.',
    'pipelining-not-offered': (d) =>
      `${d.commands} commands are sent at once, but the server did not offer PIPELINING.`,
  },
  about: 'Plays a session file: watch it, run it against a server, test with it.',
  files: 'session files, or folders of them',
  check: 'check the files for errors without playing them',
  practice: 'play against the practice server',
  both: 'play each file against itself, both sides over loopback',
  match: 'how much of a reply must match: code, exact or class',
  vars: 'NAME=VALUE of a variable; repeatable',
  varsFile: 'file of variables, YAML',
  keepGoing: 'go on with a file after a difference',
  jobs: 'how many files to play at once',
  grep: 'only files with this word in their name, title or tags',
  bail: 'stop after the first file that fails',
  keys: 'Space pauses and resumes; Right and Left step to the next and the previous line; Up and Down change the speed; q quits.',
  speed: 'playback speed: 2 is twice as fast',
  maxPause: 'the longest pause during playback',
  step: 'wait for a key at each line during playback',
  update:
    'write the replies received into the files; at a terminal you are asked about each, elsewhere all are written',
  updated: (file, count) => `${file}: ${count} ${count === 1 ? 'reply' : 'replies'} rewritten.`,
  acceptIt: 'Write this into the file?',
  report:
    'write a report, KIND=FILE: junit, tap, json, md, html; - is standard output; repeatable, or a list with commas',
  record: 'write the conversation as a session file, secrets as variables',
  noFiles: 'Name at least one session file.',
  badReport: 'It must be junit=FILE, tap=FILE, json=FILE, html=FILE or md=FILE.',
  badVar: 'It must be NAME=VALUE.',
  missingVars: (names, file) => `${file} has no value for: ${names}.`,
  giveSecret:
    'Give a password or token in the usual ways: --user with --password-file, SMTP_LAB_PASSWORD, or a terminal to ask at.',
  giveVars: 'Give the others with --var NAME=VALUE, --vars-file or SMTP_LAB_VAR_NAME.',
  askVariable: (name) => `Value of ${name}:`,
  nothing: 'nothing',
  moreFaults: (count) => `And ${count} more.`,
  moreLines: (count) => `and ${count} more ${count === 1 ? 'line' : 'lines'}`,
  fine: (file, lines) => `${file}: fine, ${lines} lines.`,
  error: 'error',
  warning: 'warning',
  wanted: 'expected',
  came: 'got',
  after: (line) => `after ${line}`,
  toAccept: 'To accept the new replies: --update. To compare only the class: --match class.',
  passedFile: (file, checks, tries = 1) =>
    `ok    ${file} (${checks}${tries > 1 ? `, passed on try ${tries}` : ''})`,
  retried: ({ file, next, most, milliseconds, said }) =>
    `again ${file}: ${said}; try ${next} of ${most} in ${milliseconds / 1000} s`,
  failedFile: (file) => `FAIL  ${file}`,
  skippedFile: (file, needs) => `skip  ${file} (needs ${needs})`,
  summary: (files, passed, failed, expectations, seconds, skipped = 0) =>
    `${files} ${files === 1 ? 'file' : 'files'}: ${passed} passed, ${failed} failed,${skipped === 0 ? '' : ` ${skipped} skipped,`} ${expectations} expectations, ${seconds} s.`,
  differs: 'it differs',
  gone: 'the other side disconnected',
  scriptOnly: 'This option is for session files: use it with --script.',
  notLogged: (file, reason) =>
    `The log could not be written any further: ${file} (${reason}). The conversation goes on without it.`,
  notWritten: (file, reason) =>
    `The file could not be written: ${file} (${reason}). The result shown is correct; do not resend the letter because of this.`,
  recorded: (file) => `Recorded in ${file}.`,
  film: (title) => `${title}`,
};
