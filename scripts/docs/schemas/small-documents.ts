import type { CompletionDocument } from '../../../src/cli/commands/completion/completion.js';
import type { DemoDocument } from '../../../src/cli/commands/demo/demo.js';
import type { UndoDocument } from '../../../src/cli/commands/undo/undo.js';
import { flag, integer, list, moment, nullable, object, text } from './build.js';
import { changes, documentOf } from './shared-parts.js';

export const undo = documentOf<UndoDocument>('undo', 'What was undone.', {
  undone: nullable(
    'null if there was nothing to undo.',
    object<NonNullable<UndoDocument['undone']>>({
      command: text('What made the change.'),
      at: moment('When.'),
    }),
  ),
  changes,
  left: integer('Number of earlier changes that can still be undone.'),
});

export const demo = documentOf<DemoDocument>('demo', 'Which steps ended as they should.', {
  steps: list(
    'In order.',
    object<DemoDocument['steps'][number]>({
      command: text('What was run.'),
      exitCode: integer('How it ended.'),
      expectedExitCode: integer('How it should end.'),
      ok: flag('They are the same.'),
    }),
  ),
});

export const completion = documentOf<CompletionDocument>('completion', 'The script of a shell.', {
  shell: text<CompletionDocument['shell']>('bash, zsh, fish or powershell.'),
  script: text('The script.'),
});
