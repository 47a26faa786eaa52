import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { once } from '../once.js';
import { sha256 } from '../sha256.js';
import { errorCode } from './error-code.js';

/** The machine or container in which a process ID has a meaning: others may write to the same folder. */
const spaceOfThis = once(() => sha256(`${hostname()} ${pidNamespace()}`).slice(0, 8));

/** Linux only. */
function pidNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}

/** The process that made a file. */
export interface Creator {
  pid: number;
  space: string;
}

/** This process and a random number, as part of a name or a text: `1234-89abcdef-01234567`. */
export function creatorText(): string {
  const { randomBytes } = process.getBuiltinModule('node:crypto');
  return `${process.pid}-${spaceOfThis()}-${randomBytes(4).toString('hex')}`;
}

/** The process named at the start of the text; earlier versions did not write the space. */
export function parseCreator(text: string): Creator | undefined {
  const found = /^(\d+)-(?:([0-9a-f]{8})-)?[0-9a-f]{8}(?![0-9a-f-])/.exec(text);
  return found ? { pid: Number(found[1]), space: found[2] ?? spaceOfThis() } : undefined;
}

/** Whether the process is known to have ended. */
export function hasEnded({ pid, space }: Creator): boolean {
  return space === spaceOfThis() && !isAlive(pid);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // The process exists but belongs to another user.
    return errorCode(error) === 'EPERM';
  }
}
