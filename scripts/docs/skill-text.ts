import { readFileSync } from 'node:fs';

const SOURCE = 'skills/cf-aig/SKILL.md';

/** OpenClaw's skill as a module, so that the program has it wherever it is bundled. */
export function renderSkillText(): string {
  const literal = readFileSync(SOURCE, 'utf8').replace(/[\\`]|\$\{/g, '\\$&');
  return `// Written by \`npm run docs\` from ${SOURCE}. Do not edit.
export const SKILL_TEXT = \`${literal}\`;
`;
}
