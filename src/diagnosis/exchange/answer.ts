import { condense } from '../../lib/text/condense.js';
import type { Complaint } from './complaint.js';
import type { Plane, Sent } from './exchange.js';

/** Characters. No error says more, and patterns may take quadratic time. */
const MAX_WORDS = 4000;

/** An error answer in one form for all authors: the input of the rules. */
export interface Answer extends Complaint {
  plane: Plane;
  /** The status that counts: that of HTTP, or, when that says 2xx, the one the body names (0: none). */
  status: number;
  /** The error came inside a 2xx. */
  inSuccess: boolean;
  /** Path of the request; empty when it is not known. */
  path: string;
  headers: Record<string, string>;
  /** Undefined when what was sent is unknown, as in a pasted text. */
  sent?: Sent;
  /** The model that was asked, when only that is known of the request. */
  model?: string;
  /** Kinds and message in one text, for the patterns of the rules. */
  words: string;
}

type Request = Pick<Answer, 'plane' | 'path' | 'headers' | 'sent' | 'model'> & { httpStatus: number };

export function makeAnswer(complaint: Complaint, request: Request): Answer {
  const { httpStatus, ...rest } = request;
  const inSuccess = httpStatus >= 200 && httpStatus < 300;
  return {
    ...complaint,
    ...rest,
    // Everything that the management API says is Cloudflare's own word.
    speaker: rest.plane === 'management' && complaint.speaker === 'provider' ? 'gateway' : complaint.speaker,
    status: inSuccess || httpStatus === 0 ? (complaint.innerStatus ?? 0) : httpStatus,
    inSuccess,
    words: condense([...complaint.kinds, complaint.message].join(' \n '), MAX_WORDS),
  };
}

/** A provider key travelled with the request. Unknown counts as yes: nothing is concluded from its absence then. */
export function sentProviderKey({ sent }: Answer): boolean {
  return !sent || sent.providerKeyIn.length > 0;
}

export function modelOf({ sent, model }: Answer): string | undefined {
  return sent?.model ?? model;
}

export function sentGatewayToken({ sent }: Answer): boolean {
  return !sent || sent.gatewayTokenIn.length > 0;
}
