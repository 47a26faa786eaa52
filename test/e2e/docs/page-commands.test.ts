import { expect, test } from '@jest/globals';
import { commandsOf } from './page-commands.js';

const found = (text: string) => commandsOf('page.md', text).map(({ line, name, text }) => [line, name, text]);
const block = (language: string, ...lines: string[]) => [`\`\`\`${language}`, ...lines, '```'].join('\n');

test.each<[string, string, unknown[]]>([
  [
    'each line of a shell block, without its comment',
    block('sh', 'cf-aig status   # what is there', '# a remark', '', 'echo \'#1\' "# 2" a#b'),
    [
      [2, 'cf-aig status', 'cf-aig status'],
      [5, `echo '#1' "# 2" a#b`, `echo '#1' "# 2" a#b`],
    ],
  ],
  [
    'lines that go on',
    block('bash', 'a | \\', '  b', "echo 'x", "y'", 'c'),
    [
      [2, 'a |', 'a | \\\n  b'],
      [4, "echo 'x", "echo 'x\ny'"],
      [6, 'c', 'c'],
    ],
  ],
  [
    'a script whose lines need each other, as one',
    block('sh', 'a && code=0 || code=$?', 'case $code in', '  0) ;;', 'esac'),
    [[2, 'a && code=0 || code=$?', 'a && code=0 || code=$?\ncase $code in\n  0) ;;\nesac']],
  ],
  [
    'what is typed in a console, not what is shown',
    block('console', '$ cf-aig --version', '1.2.3'),
    [[2, 'cf-aig --version', 'cf-aig --version']],
  ],
  [
    'a block in a list',
    ['- so:', '', '  ```sh', '  cf-aig undo', '  ```'].join('\n'),
    [[4, 'cf-aig undo', 'cf-aig undo']],
  ],
  [
    'calls of cf-aig in other blocks',
    block(
      'yaml',
      '- name: cf-aig doctor',
      '- run: cf-aig doctor --json > a.json',
      '    argv: [cf-aig, init, --no-input]',
      '    command: ["cf-aig", "doctor"]',
      '  ansible.builtin.command: cf-aig doctor',
      'ExecStart=/usr/bin/env cf-aig doctor --no-color',
      '# cf-aig status',
      '    - npx cf-aig test-model',
      'RUN npm install --global openclaw cf-aig',
      "  sh 'npx cf-aig doctor --format junit=a.xml'",
    ),
    [
      [3, 'cf-aig doctor --json > a.json', 'cf-aig doctor --json > a.json'],
      [4, 'cf-aig init --no-input', 'cf-aig init --no-input'],
      [5, 'cf-aig doctor', 'cf-aig doctor'],
      [6, 'cf-aig doctor', 'cf-aig doctor'],
      [7, '/usr/bin/env cf-aig doctor --no-color', '/usr/bin/env cf-aig doctor --no-color'],
      [9, 'npx cf-aig test-model', 'npx cf-aig test-model'],
      [11, 'npx cf-aig doctor --format junit=a.xml', 'npx cf-aig doctor --format junit=a.xml'],
    ],
  ],
])('%s', (_, text, commands) => {
  expect(found(text)).toEqual(commands);
});
