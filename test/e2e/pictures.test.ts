/**
 * The pictures of the documents are what the program prints: `npx vitest run test/e2e/pictures.test.ts -u` draws them again.
 */

import { describe, expect, it } from 'vitest';
import { DARK, LIGHT, pictureOf } from '../support/picture.ts';
import { runCli } from '../support/run-cli.ts';

const LOOKS = [
  ['light', LIGHT],
  ['dark', DARK],
] as const;

const TITLES = {
  en: 'A mail conversation as smtp-lab shows it: each line with a note on what it means',
  ru: 'Почтовый разговор, как его показывает smtp-lab: у каждой строки пояснение',
} as const;

describe.each(['en', 'ru'] as const)('the picture of the tour, in %s', (lang) => {
  it.each(LOOKS)('is what the tour prints, on %s', async (look, palette) => {
    const { out } = await runCli(['tour', '--lang', lang, '--color', 'always'], {
      env: { npm_lifecycle_event: 'npx' },
    });
    await expect(pictureOf(out, palette, TITLES[lang])).toMatchFileSnapshot(
      `../../lessons/handbook/pictures/tour-${look}.${lang}.svg`,
    );
  });
});
