import { describe, expect, it } from 'vitest';
import { programName } from '../../src/cli/program-name.ts';

const start = { script: '/home/ann/lab/bin/smtp-lab.js', cwd: '/home/ann/lab', env: {}, isWindows: false };

describe('the name in printed commands', () => {
  it.each([
    ['npx in a clone', { env: { npm_lifecycle_event: 'npx' } }, 'npx smtp-lab'],
    ['npm start', { env: { npm_lifecycle_event: 'start' } }, 'npx smtp-lab'],
    ['the file, from the clone', {}, 'bin/smtp-lab.js'],
    ['the file, from its folder', { cwd: '/home/ann/lab/bin' }, './smtp-lab.js'],
    ['the file, from beside it', { cwd: '/home/ann/lab/src' }, '../bin/smtp-lab.js'],
    ['the file, from elsewhere', { cwd: '/tmp' }, '/home/ann/lab/bin/smtp-lab.js'],
    [
      'a folder with a space and a quote',
      { script: "/home/ann/ann's lab/bin/smtp-lab.js", cwd: '/tmp' },
      `'/home/ann/ann'\\''s lab/bin/smtp-lab.js'`,
    ],
    [
      'installed',
      { script: '/usr/local/bin/smtp-lab', env: { PATH: '/usr/bin:/usr/local/bin' } },
      'smtp-lab',
    ],
    [
      'a local link that is not on the path',
      { script: '/home/ann/lab/node_modules/.bin/smtp-lab', env: { PATH: '/usr/bin' } },
      'node_modules/.bin/smtp-lab',
    ],
    ['a clone on Windows', { script: 'C:\\lab\\bin\\smtp-lab.js', isWindows: true }, 'npx smtp-lab'],
    [
      'installed on Windows',
      { script: 'C:\\npm\\node_modules\\smtp-lab\\bin\\smtp-lab.js', isWindows: true },
      'smtp-lab',
    ],
  ] as const)('%s', (_, how, name) => {
    expect(programName({ ...start, ...how })).toBe(name);
  });
});
