// `npm run score`: puts score.ts and the sources into one file beside it, since Node reads no TypeScript, and runs that.
import { rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';

const here = new URL('./', import.meta.url);
const bundle = new URL(`score.${process.pid}.mjs`, here);
const { output } = await build({
  cwd: fileURLToPath(new URL('../..', here)),
  input: fileURLToPath(new URL('score.ts', here)),
  platform: 'node',
  transform: { target: 'node20', define: { SMTP_LAB_VERSION: '"score"' } },
  output: { format: 'esm', codeSplitting: false },
  write: false,
});
try {
  writeFileSync(bundle, output[0].code);
  await import(bundle.href);
} finally {
  rmSync(bundle, { force: true });
}
