/** What the command line itself says, in English. */

import type { CliWords } from './cli.ts';

export const cliEn: CliWords = {
  about: 'A teaching SMTP client: it holds mail conversations and explains every line.',
  summaries: {
    tour: 'a whole practice conversation, explained; needs no network',
    send: 'send one message and see every line of the conversation',
    connect: 'the explorer: type commands yourself, see what comes back',
    learn: 'the tutorial: lessons typed against the practice server',
    replay: 'watch a session file, run it against a server, test with it',
    serve: 'the practice server, or a session file, for other programs',
    explain: 'what a code, reply, command, keyword or port means; offline',
    completion: 'completion for bash, zsh or fish',
    help: 'this text, or the help of a command',
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
    color: 'colour: auto, always or never; NO_COLOR and FORCE_COLOR count too',
    explain: 'how much to explain: none, brief or full (default: brief)',
    json: 'one JSON object a line',
    quiet: 'only errors and the exit code',
    help: 'this help',
    version: 'the version',
  },
  helpOfCommand: 'The help of a command:',
  practiceHint: 'Without a server of yours, everything is said to a practice server inside the program.',

  unknownCommand: (name) => `There is no command "${name}".`,
  unknownOption: (name) => `There is no option "${name}".`,
  optionBeforeCommand: (name) => `The option "${name}" must stand behind a command.`,
  didYouMean: (name) => `Did you mean "${name}"?`,
  needsValue: (option) => `${option} needs a value.`,
  badValue: (option, value) => `${option} cannot be "${value}".`,
  allowed: (values) => `Allowed: ${values}.`,
  missingArgument: (name) => `${name} is missing.`,
  tooManyArguments: 'Too many arguments.',
  conflict: (one, other) => `${one} and ${other} exclude each other.`,
  missingOption: (option) => `${option} is missing.`,
  seeHelp: (command) => `Help: ${command}`,

  failed: (code) => `The conversation failed: ${code}.`,
  internal: (message) => `This is a fault of smtp-lab itself: ${message}`,
  report: (version, node) =>
    `Please report it with what you typed: version ${version}, Node.js ${node}; leave passwords out.`,
  debugHint: 'SMTP_LAB_DEBUG=1 shows where in the program it happened.',

  help: { argument: 'the command to be explained' },
  completion: {
    about: 'Prints a completion script: commands, options, and the values that are known beforehand.',
    argument: 'bash, zsh or fish',
    install: 'To use it:',
  },
};
