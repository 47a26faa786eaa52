import type { Path } from './parse.js';

export function isSamePath(one: Path, other: Path): boolean {
  return one.length === other.length && isWithin(one, other);
}

/** Whether `path` is `outer` or inside it. */
export function isWithin(path: Path, outer: Path): boolean {
  return outer.every((key, index) => path[index] === key);
}

/** `models.providers.cloudflare-ai-gateway.models[0].id`, as OpenClaw writes paths; ambiguous keys are quoted. */
export function showPath(path: Path): string {
  if (path.length === 0) return 'the document';
  return path.map(showStep).join('').replace(/^\./, '');
}

function showStep(step: string | number): string {
  if (typeof step === 'number') return `[${step}]`;
  return /^[^\s.[\]"']+$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
}
