import { renderArchitecturePage } from './architecture/rooms-section.js';
import { renderCausesPage } from './causes-page.js';
import { renderSandboxPage } from './sandbox/sandbox-page.js';
import { SCHEMA_FILES } from './schemas/schema-files.js';
import { renderSkillText } from './skill-text.js';
import { renderTroubleshootingPage } from './troubleshooting/troubleshooting-page.js';

/** Every generated file: its path from the root of the repository, and its text. */
export const PAGES: Record<string, () => string> = {
  'docs/architecture.md': renderArchitecturePage,
  'docs/causes.md': renderCausesPage,
  'docs/sandbox.md': renderSandboxPage,
  ...SCHEMA_FILES,
  'src/openclaw/changes/skill/skill-text.generated.ts': renderSkillText,
  'docs/troubleshooting.md': renderTroubleshootingPage,
};
