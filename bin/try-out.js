// For the build: runs the program as a user would, and tells on the last line, as JSON, which modules it loaded, in their order.
// `keep` leaves beside each file the compiled code of what was used in it. SERVER among the arguments is a server on loopback that
// takes every letter.
const { writeFileSync } = require('node:fs');
const { createServer } = require('node:net');
const { cachePath, load, loaded, scripts } = require('./modules.js');

const REPLIES = { EHLO: '250-mail.example.test\r\n250 8BITMIME', DATA: '354 go on', QUIT: '221 bye' };

/** Answers each line, and a whole letter once. */
function talk(socket) {
  let waiting = '';
  let letter = false;
  socket.write('220 mail.example.test ESMTP\r\n');
  socket.on('error', () => undefined);
  socket.on('data', (octets) => {
    waiting += octets.toString('latin1');
    for (let end; (end = waiting.indexOf(letter ? '\r\n.\r\n' : '\r\n')) >= 0;) {
      const verb = letter ? 'DOT' : waiting.slice(0, 4).toUpperCase();
      waiting = waiting.slice(end + (letter ? 5 : 2));
      letter = verb === 'DATA';
      socket.write(`${REPLIES[verb] ?? '250 OK'}\r\n`);
    }
  });
}

const [how, ...args] = process.argv.slice(2);
const server = createServer(talk);
server.listen(0, '127.0.0.1', async () => {
  const given = args.map((arg) => (arg === 'SERVER' ? `127.0.0.1:${server.address().port}` : arg));
  process.argv.splice(1, process.argv.length, 'smtp-lab', ...given);
  process.exitCode = await load('main.js').main();
  server.close();
  if (how === 'keep')
    for (const [path, script] of scripts) writeFileSync(cachePath(path), script.createCachedData());
  process.once('exit', () => process.stdout.write(`\n${JSON.stringify([...loaded.keys()])}\n`));
});
