/** The lab's commands, each in a few lines: what they show is derived from the conversation's state and log. */

import { randomBytes } from 'node:crypto';
import type { Explorer } from '../../io/explore/index.ts';
import { writeWhole } from '../../io/storage/index.ts';
import { adviceFor, changesOf, EXPERIMENTS, isExperimentName } from '../../pure/explorer/index.ts';
import type { LabCommand } from '../../pure/explorer/index.ts';
import { explainArguments, nearestNames } from '../../pure/explain/index.ts';
import { composeLetter } from '../../pure/message/index.ts';
import { explainWords, serveWords, sessionWords, transcriptWords } from '../../pure/phrases/index.ts';
import type { ExplorerWords, Place } from '../../pure/phrases/index.ts';
import { PRACTICE_ACCOUNT } from '../../pure/practice/index.ts';
import {
  areHarmless,
  authWords,
  authMechanisms,
  decodeBase64,
  decodeText,
  encodeBase64,
  encodeText,
  legalCommands,
  Secret,
} from '../../pure/protocol/index.ts';
import type { Credentials, MechanismName } from '../../pure/protocol/index.ts';
import { addressesOf, readMechanisms } from '../options/index.ts';
import { askSecret, askText, askYesNo } from '../terminal/index.ts';
import { reasonOf, UsageError } from '../../pure/problems/index.ts';
import type { Desk, DeskOptions } from './desk.ts';

/** What a command may use. */
export interface LabSetting extends DeskOptions {
  readonly words: ExplorerWords;
  readonly desk: Desk;
}

type Run = (argument: string, setting: LabSetting) => void | Promise<void>;

/** Runs one. */
export async function runLabCommand(
  command: LabCommand,
  argument: string,
  setting: LabSetting,
): Promise<void> {
  setting.explorer.watch(null);
  await COMMANDS[command](argument, setting);
}

/** What has to end, or to be done, before a command that speaks to the server by itself. */
function placeOf({ ended, mode }: Explorer): Place {
  return ended ? 'ended' : mode === 'command' ? 'hello' : mode;
}

const COMMANDS: Readonly<Record<LabCommand, Run>> = {
  help: (_argument, { voice, words }) => {
    for (const sentence of words.helpIntro) voice.note(sentence);
    voice.list(Object.entries(words.labHelp).map(([name, what]) => [`:${name}`, what]));
  },

  next: (_argument, { voice, words, explorer }) => {
    const { step, why } = words.next[adviceFor(explorer.state)];
    voice.note(`${step}`);
    voice.note(why);
    const legal = legalCommands(explorer.state);
    if (legal.length > 0) voice.note(words.legal(legal.join(', ')));
  },

  tls: async (_argument, { voice, words, explorer }) => {
    if (explorer.state.encrypted) voice.note(words.alreadyEncrypted);
    else if (explorer.mode !== 'command') voice.note(words.notNow(placeOf(explorer)));
    else await explorer.startTls();
  },

  auth: async (argument, setting) => {
    const { voice, words, explorer, context } = setting;
    if (explorer.mode !== 'command' || explorer.state.capabilities === null) {
      voice.note(words.notNow(placeOf(explorer)));
      return;
    }
    if (authMechanisms(explorer.state.capabilities).length === 0) {
      voice.note(words.noAuth(explorer.state.encrypted));
      return;
    }
    let mechanisms: readonly MechanismName[];
    try {
      mechanisms = argument === '' ? setting.mechanisms : readMechanisms(argument, context.lang);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      // SECURITY: a person who takes it for AUTH types the password there.
      const named = authWords(`AUTH ${argument}`)?.mechanism ?? '';
      voice.note(named === '' || /\s/.test(argument) ? words.authTakesMechanism : words.noMechanism(named));
      return;
    }
    const credentials = await whoSignsIn(setting, mechanisms);
    if (credentials !== null) await explorer.signIn(credentials, mechanisms);
  },

  send: async (_argument, setting) => {
    const { voice, words, explorer, interactive } = setting;
    if (!interactive) voice.note(words.needsTerminal('send'));
    else if (explorer.mode !== 'command' || explorer.state.greetedName === null)
      voice.note(words.notNow(placeOf(explorer)));
    else await composeAndSend(setting);
  },

  b64: (argument, { voice, words }) => {
    voice.note(argument === '' ? words.needsText('b64') : encodeBase64(encodeText(argument)));
  },

  unb64: (argument, { voice, words }) => {
    const octets = argument === '' ? null : decodeBase64(argument.trim());
    if (argument === '') voice.note(words.needsText('unb64'));
    else voice.note(octets === null ? words.notDecodable : words.decodedIs(decodeText(octets)));
  },

  caps: (_argument, { voice, words, explorer }) => {
    const { ledger } = explorer;
    if (ledger.length === 0) voice.note(words.nothingOffered);
    ledger.forEach((offer, at) => {
      voice.note(words.offered(offer.layer, offer.authenticated));
      const before = ledger[at - 1];
      if (before === undefined) {
        for (const line of offer.lines) voice.note(line, 5);
        return;
      }
      const { gained, lost } = changesOf(before, offer);
      if (gained.length > 0) voice.note(words.gained(gained.join(', ')), 5);
      if (lost.length > 0) voice.note(words.lost(lost.join(', ')), 5);
      if (gained.length === 0 && lost.length === 0) voice.note(words.unchanged, 5);
    });
  },

  cert: (_argument, { voice, words, explorer, context }) => {
    const facts = explorer.certificate?.certificate ?? null;
    if (facts === null) {
      voice.note(words.noCertificate);
      return;
    }
    const labels = transcriptWords[context.lang].certificate;
    const { protocol = '', cipher = '' } = explorer.certificate ?? {};
    voice.list([
      [labels.subject, facts.subject],
      [labels.issuer, facts.issuer],
      [labels.names, labels.listed(facts.altNames)],
      [labels.valid, labels.from(facts.validFrom, facts.validTo)],
      [labels.fingerprint, facts.fingerprint256],
      [labels.cipher, `${protocol} ${cipher}`],
    ]);
  },

  explain: async (argument, { voice, words, context }) => {
    if (argument === '') {
      voice.note(words.needsText('explain'));
      return;
    }
    const options = { lang: context.lang, showSecrets: false };
    for (const { term, answer } of await explainArguments(argument.split(/\s+/), options)) {
      if (answer === null)
        voice.note(explainWords[context.lang].unknown(term, await nearestNames(term, context.lang)));
      else voice.note(`${answer.title}. ${answer.text} ${answer.next}`.trim());
    }
  },

  state: (_argument, { voice, words, explorer }) => {
    const { phase, encrypted, identity, envelope } = explorer.state;
    const facts = { phase, encrypted, identity, from: envelope.from, to: envelope.recipients };
    for (const line of words.state(facts)) voice.note(line);
  },

  save: async (argument, { voice, words, recorder, context }) => {
    if (recorder === null) return;
    if (argument === '') {
      voice.note(words.needsText('save'));
      return;
    }
    try {
      await writeWhole(argument, context.sealed(recorder.text()));
      voice.note(sessionWords[context.lang].recorded(argument));
    } catch (error) {
      voice.note(serveWords[context.lang].cannotWrite(argument, reasonOf(error)));
    }
  },

  stuff: (argument, { voice, words, explorer }) => {
    const on = onOrOff(argument);
    if (on === null) {
      voice.note(words.onOff);
      return;
    }
    explorer.stuffing = on;
    voice.note(words.stuffing(on));
  },

  predict: (argument, { voice, words, desk, interactive }) => {
    const on = onOrOff(argument);
    if (!interactive) voice.note(words.needsTerminal('predict'));
    else if (on === null) voice.note(words.onOff);
    else desk.predict(on);
  },

  violate: async (argument, { voice, words, explorer, context, interactive, aside }) => {
    if (argument === '') {
      voice.note(words.experimentsIntro);
      voice.list(
        Object.entries(words.experiments).map(([name, { does }]) => [name, does]),
        5,
      );
      return;
    }
    if (!isExperimentName(argument)) {
      voice.note(words.unknownExperiment(argument));
      return;
    }
    if (explorer.mode !== 'command') {
      voice.note(words.notNow(placeOf(explorer)));
      return;
    }
    if (
      !explorer.practice &&
      interactive &&
      (await aside(() => askYesNo(context, words.breakThere(explorer.host)))) !== true
    )
      return;
    voice.note(words.breaks(EXPERIMENTS[argument].rule));
    voice.note(words.verdict(await explorer.experiment(argument), words.experiments[argument].reading));
  },

  quit: async (_argument, { explorer, desk }) => {
    desk.leaving = true;
    if (!explorer.ended && explorer.mode === 'command') await explorer.type('QUIT');
  },
};

function onOrOff(argument: string): boolean | null {
  return argument === 'on' ? true : argument === 'off' ? false : null;
}

/** The credentials of the command line, those of the practice account, or what the person says. */
async function whoSignsIn(
  { credentials, explorer, voice, words, context, interactive, aside }: LabSetting,
  mechanisms: readonly MechanismName[],
): Promise<Credentials | null> {
  if (credentials !== null) return credentials;
  if (explorer.practice) {
    const { user, password, token } = PRACTICE_ACCOUNT;
    voice.note(words.practicePassword(user, password));
    return { user, password: new Secret(password), token: new Secret(token) };
  }
  if (areHarmless(mechanisms)) return { user: '' };
  if (!interactive) {
    voice.note(words.needsTerminal('auth'));
    return null;
  }
  const user = await aside(() => askText(context, words.askUser));
  if (user === null || user === '') return null;
  const password = await aside(() => askSecret(context, words.askPassword(user)));
  if (password === null) return null;
  context.guard(password);
  return { user, password: new Secret(password) };
}

async function composeAndSend({ explorer, words, voice, context, aside }: LabSetting): Promise<void> {
  const { practice } = explorer;
  const ask = (question: string, suggestion = ''): Promise<string | null> =>
    aside(() => askText(context, question, practice ? suggestion : ''));
  const from = await ask(words.askFrom, 'student@example.test');
  const to = from === null ? null : await ask(words.askTo, 'teacher@example.test');
  const subject = to === null ? null : await ask(words.askSubject);
  const body = subject === null ? null : await ask(words.askBody);
  if (from === null || to === null || subject === null || body === null) return;
  try {
    const [sender] = addressesOf('From', [from], context);
    const recipients = addressesOf('To', [to], context);
    if (sender === undefined || recipients.length === 0) return;
    const letter = composeLetter({
      from: sender,
      to: recipients,
      cc: [],
      subject,
      headers: [],
      date: new Date(),
      messageId: `<${randomBytes(9).toString('hex')}@${explorer.state.greetedName ?? 'localhost'}>`,
      body,
    });
    const left = await explorer.deliver(
      sender.address,
      recipients.map(({ address }) => address),
      letter,
    );
    if (left.length > 0 && !explorer.ended) voice.note(words.noRoomFor(left.join(', ')));
  } catch (error) {
    if (!(error instanceof UsageError) || !('reason' in error.detail)) throw error;
    voice.note(error.detail.reason);
  }
}
