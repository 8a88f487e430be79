/** Captures from the disk, read as they come, and made into conversations as transcripts are. */

import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { CaptureFold, isCapture, spansOf } from '../../pure/reading/index.ts';
import type { CaptureDocument, CapturedConversation, ConversationPiece } from '../../pure/reading/index.ts';
import { emptySession } from '../../pure/sessions/index.ts';
import type { SessionProblem } from '../../pure/sessions/index.ts';
import { toSession } from '../../pure/transcripts/index.ts';
import type { Dialogue } from '../../pure/transcripts/index.ts';
import type { ReadConversation } from './read-session.ts';

/** Whether a file is a capture, by its first octets. A pipe is not asked: what is read from it is gone. */
export async function isCaptureFile(path: string): Promise<boolean> {
  if (!(await stat(path)).isFile()) return false;
  const file = await open(path);
  try {
    const first = new Uint8Array(4);
    const { bytesRead } = await file.read(first, 0, 4, null);
    return bytesRead === 4 && isCapture(first);
  } finally {
    await file.close();
  }
}

/** What is in a capture that is held as a whole. */
export function captureOf(octets: Uint8Array): CaptureDocument {
  const fold = new CaptureFold();
  fold.push(octets);
  return fold.finish();
}

/** The conversations of a capture file. */
export async function captureConversations(path: string): Promise<readonly ReadConversation[]> {
  const fold = new CaptureFold();
  for await (const chunk of createReadStream(path)) if (chunk instanceof Uint8Array) fold.push(chunk);
  return conversationsOf(fold.finish(), path);
}

/** Each conversation of a capture; one with a gap in it is several. None is an error that says what is in it. */
export function conversationsOf(capture: CaptureDocument, path: string): readonly ReadConversation[] {
  const whole = remarksOn(capture, path);
  const pieces = capture.conversations.flatMap((conversation) =>
    conversation.pieces.map((piece, at) => ({
      conversation,
      piece,
      isLast: at === conversation.pieces.length - 1,
    })),
  );
  if (pieces.length === 0) {
    const { packets, streams, encrypted } = capture;
    const fault = {
      code: 'no-mail-in-capture',
      detail: { packets, streams, encrypted: encrypted.length },
    } as const;
    const problem: SessionProblem = { ...placeAt(path, 1), severity: 'error', fault };
    const file = emptySession(path);
    return [{ path, file, problems: [...whole, problem], regex: null, sources: new Map(), dialogue: null }];
  }
  return pieces.map(({ conversation, piece, isLast }, index) => {
    const name = index === 0 ? path : `${path}#${String(index + 1)}`;
    const dialogue = dialogueOf(conversation, piece, name, isLast);
    const { client, server } = conversation;
    return {
      path: name,
      file: toSession(dialogue, name),
      problems: [...(index === 0 ? whole : []), ...dialogue.remarks],
      regex: null,
      sources: new Map(),
      dialogue,
      stream: {
        client,
        server,
        packet: piece.turns[0]?.line ?? conversation.packet,
        missing: piece.missing,
        spans: spansOf(piece),
      },
    };
  });
}

function dialogueOf(
  { ending }: CapturedConversation,
  { turns, missing }: ConversationPiece,
  name: string,
  isLast: boolean,
): Dialogue {
  const fault = { code: 'T013', detail: missing } as const;
  const at = placeAt(name, turns[0]?.line ?? 1);
  const remarks: readonly SessionProblem[] =
    missing.client + missing.server === 0 ? [] : [{ ...at, severity: 'remark', fault }];
  return { turns, remarks, ending: isLast ? ending : null, unread: null };
}

function remarksOn({ damage, beyond, dropped }: CaptureDocument, path: string): readonly SessionProblem[] {
  const remarks: SessionProblem[] = [];
  const at = { ...placeAt(path, 1), severity: 'remark' } as const;
  if (damage !== null) remarks.push({ ...at, fault: { code: 'T014', detail: { octet: damage } } });
  if (beyond + dropped > 0)
    remarks.push({ ...at, fault: { code: 'T015', detail: { packets: beyond, octets: dropped } } });
  return remarks;
}

/** Lines of a capture are its packets. */
function placeAt(file: string, line: number): Pick<SessionProblem, 'file' | 'span' | 'source'> {
  return { file, span: { line, column: 1, length: 1 }, source: '' };
}
