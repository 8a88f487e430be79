/** What may be shown of a sign-in, of which only the lines are known. */

import { describe, expect, it } from 'vitest';
import { SignInWatch } from '../../../src/pure/sessions/index.ts';

describe('a conversation that is watched by its lines', () => {
  it.each([
    ['AUTH PLAIN AGFubgBzZWNyZXQ=', 'AUTH PLAIN <hidden>', 'AUTH PLAIN {{plain user password}}'],
    ['AUTH LOGIN YW5u', 'AUTH LOGIN YW5u', ''],
    // What is no base64 may be a password, typed as it is.
    ['AUTH LOGIN hunter2!', 'AUTH LOGIN <hidden>', 'AUTH LOGIN {{secret}}'],
    ['auth plain =', 'auth plain =', ''],
    ['AUTH X-NEW c2VjcmV0', 'AUTH X-NEW <hidden>', 'AUTH X-NEW {{secret}}'],
    ['MAIL FROM:<a@example.com>', 'MAIL FROM:<a@example.com>', ''],
  ])('shows %s as %s', (line, shown, template) => {
    expect(new SignInWatch().client(line)).toEqual({ shown, template });
  });

  it('hides what answers a 334, and nothing else', () => {
    const watch = new SignInWatch();
    expect(watch.client('AUTH LOGIN').shown).toBe('AUTH LOGIN');
    watch.server('334 VXNlcm5hbWU6');
    expect(watch.client('YW5u').shown).toBe('YW5u');
    watch.server('334 UGFzc3dvcmQ6');
    expect(watch.client('c2VjcmV0')).toEqual({ shown: '<hidden>', template: '{{password|base64}}' });
    watch.server('235 in');
    expect(watch.client('c2VjcmV0').shown).toBe('c2VjcmV0');
    watch.server('354 go on');
    expect(watch.client('AUTH PLAIN AGFubgBzZWNyZXQ=').shown).toBe('AUTH PLAIN AGFubgBzZWNyZXQ=');
    expect(watch.client('.').shown).toBe('.');
    expect(watch.client('AUTH PLAIN AGFubgBzZWNyZXQ=').shown).toBe('AUTH PLAIN <hidden>');
  });
});
