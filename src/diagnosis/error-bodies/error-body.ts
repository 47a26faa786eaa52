/** `diagnosis/error-bodies/`: reads the error out of a body of any author. */

import { isRecord } from '../../lib/json.js';
import type { Complaint } from '../exchange/complaint.js';
import type { Plane } from '../exchange/exchange.js';
import { excerptOf, text } from './body-form.js';
import { CLOUDFLARE_SHAPES } from './cloudflare-bodies.js';
import { LOOSE_SHAPES, PROVIDER_SHAPES } from './provider-bodies.js';

const STRICT = [...CLOUDFLARE_SHAPES, ...PROVIDER_SHAPES];
const ALL = [...STRICT, ...LOOSE_SHAPES];

/**
 * What the error in a JSON body says; undefined when there is none.
 * `strict`: only shapes that can be nothing but an error, for bodies that came with a 2xx.
 */
export function readComplaint(value: unknown, plane: Plane, strict: boolean): Complaint | undefined {
  if (Array.isArray(value)) return readArray(value, plane, strict);
  if (typeof value === 'string' && !strict) return readComplaint({ error: value }, plane, strict);
  if (!isRecord(value)) return undefined;
  for (const shape of strict ? STRICT : ALL) {
    const complaint = shape.read(value, plane);
    if (complaint) return { shape: shape.name, ...complaint };
  }
  return undefined;
}

function readArray(list: unknown[], plane: Plane, strict: boolean): Complaint | undefined {
  const first = list[0];
  if (!isRecord(first)) return strict ? undefined : readComplaint({ error: excerptOf(list) }, plane, strict);
  // The gateway's own list of errors, as SDKs quote it: [{"code":2009,"message":"Unauthorized"}]
  if (typeof first.code === 'number' && text(first.message))
    return readComplaint({ error: list }, plane, strict);
  const complaint = readComplaint(first, plane, strict);
  return complaint && { ...complaint, at: `[0].${complaint.at}` };
}
