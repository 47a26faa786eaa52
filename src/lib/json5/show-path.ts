import type { Path } from './parse.js';

/** `models.providers.cloudflare-ai-gateway.models[0].id`, as OpenClaw writes paths; ambiguous keys are quoted. */
export function showPath(path: Path): string {
  if (path.length === 0) return 'the document';
  return path.map(showStep).join('').replace(/^\./, '');
}

function showStep(step: string | number): string {
  if (typeof step === 'number') return `[${step}]`;
  return /^[^\s.[\]"']+$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
}
