/** Variables of which none has a value. */

import type { Variables } from '../../../src/pure/sessions/index.ts';

export const NO_VARIABLES: Variables = {
  get: () => undefined,
  isSecret: () => false,
  uuid: () => 'a-uuid',
  now: () => '2026-01-01T00:00:00.000Z',
  cramMd5: null,
};
