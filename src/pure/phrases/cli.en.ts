/** What the command line itself says, in English. */

import type { CliWords } from './cli.ts';

export const cliEn: CliWords = {
  about: 'A teaching SMTP client: runs SMTP conversations and explains every line.',
  summaries: {
    tour: 'a whole practice conversation, explained; needs no network',
    send: 'send one message and see every line of the conversation',
    sendmail: 'a letter from stdin, as sendmail takes it, for cron, PHP, git',
    connect: 'the explorer: type commands yourself, see what comes back',
    learn: 'the tutorial: lessons typed against the practice server',
    replay: 'watch a session file, run it against a server, test with it',
    serve: 'the practice server, or a session file, for other programs',
    gateway: 'between a client and a server: every line explained',
    conform: 'test a server against the standards, clause by clause',
    explain: 'what a code, reply, command, keyword or port means; offline',
    completion: 'completion for bash, zsh or fish',
    help: 'this text, or help for a command',
  },
  headings: {
    usage: 'Usage:',
    arguments: 'Arguments:',
    options: 'Options:',
    commands: 'Commands:',
    common: 'Options of every command:',
  },
  commandWord: 'COMMAND',
  optionsWord: '[OPTIONS]',
  argumentsWord: '[ARGUMENTS]',
  defaultsTo: (value) => `default: ${value}`,
  choices: (values) => values,
  common: {
    lang: 'language: en or ru (default: SMTP_LAB_LANG, then the locale)',
    color: 'colour: auto, always or never; see also NO_COLOR, FORCE_COLOR',
    explain: 'how much to explain: none, brief or full (default: brief)',
    json: 'print events as JSON, one object per line',
    quiet: 'only errors and the exit code',
    help: 'this help',
    version: 'the version',
  },
  helpOfCommand: 'Help for a command:',
  menu: {
    question: 'What would you like to do?',
    choices: {
      learn: 'Learn: the tutorial, from the first word',
      connect: 'Explore: a conversation by hand',
      send: 'Send a letter, and see every line of it',
      replay: 'Replay a session file',
      explain: 'Explain a code, a command or a word',
      serve: 'Run the practice server for other programs',
      lang: 'По-русски',
      leave: 'Leave',
    },
    to: 'To (teacher@example.test is at the practice server)',
    subject: 'Subject',
    body: 'Text, on one line',
    file: 'Which file?',
    term: 'Which code, command or word?',
    whatElse: 'What else?',
  },
  practiceHint: 'If you name no server, commands go to a practice server inside the program.',

  lastCounts: (option) => `${option} was given more than once; the last one is used.`,
  onlyOnce: (option) => `${option} may be given once: there is one server and one letter in a conversation.`,
  unknownCommand: (name) => `Unknown command "${name}".`,
  unknownOption: (name) => `Unknown option "${name}".`,
  optionBeforeCommand: (name) => `The option "${name}" must come after a command.`,
  didYouMean: (name) => `Did you mean "${name}"?`,
  needsValue: (option) => `${option} needs a value.`,
  badValue: (option, value) => `${option} cannot be "${value}".`,
  allowed: (values) => `Allowed: ${values}.`,
  manyValues: (count) => `${count} values are allowed: smtp-lab serve --list-scenarios lists them.`,
  missingArgument: (name) => `${name} is missing.`,
  tooManyArguments: 'Too many arguments.',
  conflict: (one, other) => `${one} and ${other} cannot be used together.`,
  missingOption: (option) => `${option} is missing.`,
  seeHelp: (command) => `Help: ${command}`,

  failed: (code) => `The conversation failed: ${code}.`,
  internal: (message) => `This is a bug in smtp-lab: ${message}`,
  outputLost: (reason, acts) =>
    acts
      ? `Cannot write to standard output (${reason}), so nothing more is shown. The run continues, and the exit code says how it ended.`
      : `Cannot write to standard output (${reason}), so the output is incomplete.`,
  report: (version, node) =>
    `Please report it with the command you typed, version ${version} and Node.js ${node}; leave passwords out.`,
  debugHint: 'Set SMTP_LAB_DEBUG=1 for a stack trace.',

  help: {
    argument: 'a command, exit-codes, or man (the manual page, for mandoc or man)',
    schema: 'print a JSON Schema: events (--json) or policy',
  },
  completion: {
    about: 'Prints a completion script: commands, options, and the values that are known in advance.',
    argument: 'bash, zsh or fish',
    install: 'To use it:',
  },
};
