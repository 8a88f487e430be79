/** A name server on loopback that answers from a table, and knows nothing else. Follows RFC 1035 §4. */

import { createSocket } from 'node:dgram';

export type Zone = Readonly<
  Record<
    string,
    {
      readonly mx?: readonly (readonly [number, string])[];
      readonly a?: readonly string[];
      /** A response code in place of an answer: 2 is SERVFAIL. */
      readonly code?: number;
      readonly silent?: boolean;
    }
  >
>;

const TYPES = { a: 1, mx: 15 } as const;

function nameOctets(name: string): Buffer {
  const labels = name.split('.').filter((label) => label !== '');
  return Buffer.concat([
    ...labels.map((label) => Buffer.from([label.length, ...Buffer.from(label)])),
    Buffer.from([0]),
  ]);
}

function record(type: number, data: Buffer): Buffer {
  const head = Buffer.from([0xc0, 0x0c, 0, type, 0, 1, 0, 0, 0, 60, data.length >> 8, data.length & 255]);
  return Buffer.concat([head, data]);
}

/** Starts it; `asked` are the questions, such as `mx example.test`. */
export async function dnsServer(
  zone: Zone,
): Promise<{ readonly resolver: string; readonly asked: string[]; readonly close: () => Promise<void> }> {
  const asked: string[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (message, from) => {
    const labels: string[] = [];
    let at = 12;
    for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
      labels.push(message.subarray(at + 1, at + 1 + length).toString());
      at += length + 1;
    }
    const type = message.readUInt16BE(at + 1);
    const name = labels.join('.').toLowerCase();
    asked.push(`${type === TYPES.mx ? 'mx' : type === TYPES.a ? 'a' : String(type)} ${name}`);
    const entry = zone[name];
    if (entry?.silent === true) return;
    const answers =
      type === TYPES.mx
        ? (entry?.mx ?? []).map(([preference, exchange]) =>
            record(
              TYPES.mx,
              Buffer.concat([Buffer.from([preference >> 8, preference & 255]), nameOctets(exchange)]),
            ),
          )
        : type === TYPES.a
          ? (entry?.a ?? []).map((address) => record(TYPES.a, Buffer.from(address.split('.').map(Number))))
          : [];
    const code = entry === undefined ? 3 : (entry.code ?? 0);
    const head = Buffer.from([
      message[0] ?? 0,
      message[1] ?? 0,
      0x81,
      0x80 | code,
      0,
      1,
      0,
      answers.length,
      0,
      0,
      0,
      0,
    ]);
    socket.send(Buffer.concat([head, message.subarray(12, at + 5), ...answers]), from.port, from.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return {
    resolver: `127.0.0.1:${socket.address().port}`,
    asked,
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}
