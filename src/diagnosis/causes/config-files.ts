import { family } from './cause.js';
import { DOCS, STEP } from './sentences.js';

/** The files themselves: found, readable, well-formed, private. */
export const CONFIG_FILES = family('config', {
  'node-too-old': {
    title: 'cf-aig needs Node {expected} or newer; this is {found}.',
    why: 'It uses parts of Node that the older version does not have.',
    fix: [
      { what: 'Install Node {expected} or newer: https://nodejs.org/en/download' },
      { what: 'Install a newer Node: https://nodejs.org/en/download' },
    ],
    steps: ['Install a newer Node from https://nodejs.org/en/download.'],
    docs: 'https://nodejs.org/en/download',
  },
  'config-missing': {
    title: 'There is no OpenClaw config at {file}.',
    why: 'This is where OpenClaw looks, or where `--config` points, and nothing is there.',
    fix: { command: 'cf-aig init', what: 'creates it' },
    steps: ['Run `cf-aig init` to create it.'],
    or: [
      'If your config is somewhere else, name it with `--config` or `--profile`, or in the variable OPENCLAW_CONFIG_PATH.',
    ],
    docs: DOCS.openclawConfig,
  },
  'config-unreadable': {
    title: '{file} cannot be read.',
    why: 'It is not a text file that you may read (a folder, a broken link, a file of another user), or an $include leads to nothing. OpenClaw then refuses the whole config.',
    fix: [
      { what: 'Correct the $include in {includedFrom}: {detail}.' },
      { what: 'Make it a text file that you may read: {detail}.' },
      { command: 'ls -ld {file}', what: 'shows what it is; it should be a regular file that belongs to you' },
      { what: 'Make it a regular file that belongs to you.' },
    ],
    steps: [
      'See what the system said: {detail}.',
      'Look at it with `ls -ld {file}`; it should be a regular file that belongs to you.',
    ],
    docs: DOCS.openclawConfig,
  },
  'config-syntax': {
    title: '{file} is not valid JSON5: see line {line}, column {column}.',
    why: 'A bracket, comma or quote is missing or one too many. OpenClaw refuses the whole file; one that is already running keeps the last good version.',
    fix: [
      { what: 'Correct line {line}, column {column}: the mistake is there or just before it.' },
      { what: 'Correct the bracket, comma or quote that the error names.' },
    ],
    steps: [
      'Open {file} at line {line}. The mistake is there or just before it.',
      'Correct what the parser names: {detail}.',
      'See what OpenClaw says of it: `openclaw config validate`.',
    ],
    docs: DOCS.openclawConfig,
  },
  'config-empty': {
    title: '{file} is empty.',
    why: 'OpenClaw does not accept an empty config: it wants at least {}.',
    fix: { command: 'cf-aig init', what: 'writes a working setup' },
    steps: [STEP.init],
    docs: DOCS.openclawConfig,
  },
  'config-wrong-type': {
    title: 'A part of {file} has the wrong type.',
    why: 'Something on the way to models.providers["cloudflare-ai-gateway"] is not an object, or a value has the wrong type.',
    fix: [
      { what: 'Make it {expected} instead of {found} (line {line}, column {column}).' },
      { what: 'Make it {expected} (line {line}, column {column}).' },
      { what: 'Correct its type (line {line}, column {column}).' },
      { command: 'openclaw config validate', what: 'shows what has the wrong type: correct that' },
    ],
    steps: [
      'Go to line {line}, column {column}.',
      'Make it {expected} (it is {found}).',
      'Correct what is wrong: {detail}.',
      'See what OpenClaw says of it: `openclaw config validate`.',
    ],
    docs: DOCS.openclawConfig,
  },
  'config-rejected-by-openclaw': {
    title: 'OpenClaw {version} refuses {file}.',
    why: 'OpenClaw checks its config strictly: one unknown key or unfit value stops every command that needs a model.',
    fix: [
      { what: 'Write {nearest} instead: {detail}' },
      { what: 'Correct it by hand: {detail}' },
      {
        command: 'openclaw doctor --fix',
        what: 'moves old keys to their new place and removes those that it does not know',
      },
    ],
    steps: [
      'Correct what is wrong: {detail}.',
      'If you mean {nearest}, write that.',
      'Then run `cf-aig init`: it keeps everything else in the file.',
    ],
    or: [
      'Correct misspelt keys and wrong values by hand, then run `openclaw doctor --fix`: it moves old keys to their new place and removes those it does not know.',
    ],
    docs: DOCS.openclawConfig,
  },
  'config-permissive': {
    title: '{file} can be read by other users of this machine.',
    why: 'OpenClaw keeps its config at mode 0600, because secrets end up in it easily.',
    fix: [
      { command: 'chmod 600 {file}', what: 'lets only you read it' },
      { what: 'Let only you read it: mode 0600.' },
    ],
    steps: ['Close it: `chmod 600 {file}`.'],
    docs: DOCS.openclawConfig,
    severity: 'warn',
    fixable: true,
  },
  'env-file-missing': {
    title: 'There is no .env file at {envFile}.',
    why: 'The config refers to a variable that OpenClaw takes from this file, and nothing else defines it.',
    fix: { command: 'cf-aig init', what: 'asks for what is missing, and creates it' },
    steps: [STEP.init, STEP.restart],
    docs: DOCS.openclawEnvironment,
  },
  'env-file-unreadable': {
    title: '{envFile} cannot be read.',
    why: 'OpenClaw silently ignores a .env that it cannot read (a folder, UTF-16 text, more than 1 MiB, another owner), so its variables stay unset.',
    fix: [
      { what: 'Make it a plain UTF-8 text file that belongs to you: {detail}.' },
      {
        command: 'ls -ld {envFile}',
        what: 'shows what it is; it should be a plain UTF-8 text file that belongs to you',
      },
      { what: 'Make it a plain UTF-8 text file that belongs to you.' },
    ],
    steps: [
      'See what the system said: {detail}.',
      'Make it a plain UTF-8 text file that belongs to you: look with `ls -ld {envFile}`.',
      STEP.restart,
    ],
    docs: DOCS.openclawEnvironment,
  },
  'env-file-permissive': {
    title: '{envFile} can be read by other users of this machine.',
    why: 'It holds secrets and should have mode 0600.',
    fix: [
      { command: 'chmod 600 {envFile}', what: 'lets only you read it' },
      { what: 'Let only you read it: mode 0600.' },
    ],
    steps: ['Close it: `chmod 600 {envFile}`.'],
    docs: DOCS.openclawEnvironment,
    severity: 'warn',
    fixable: true,
  },
  'env-file-in-git': {
    title: '{envFile} is tracked by git.',
    why: 'Everyone who can read the repository can read your keys, in its history too.',
    fix: [
      { command: 'git -C {folder} rm --cached {found}', what: 'stops tracking it; the file itself stays' },
      { what: 'Stop tracking it with `git rm --cached`, and add it to .gitignore.' },
    ],
    steps: [
      'Stop tracking it: `git rm --cached {envFile}`, and add it to .gitignore.',
      'If it was ever pushed, create new keys and revoke the old ones: history keeps them.',
    ],
    severity: 'warn',
  },
  'legacy-config-shadowed': {
    title: 'The older config {file} is no longer read.',
    why: 'OpenClaw reads the first config that it finds, and a newer one exists. Settings that are only in the old file have no effect.',
    fix: { what: 'Move what you still need from {file} into the newer config, then rename it.' },
    steps: ['Compare the two files and move over what you still need.', 'Then delete or rename {file}.'],
    docs: DOCS.openclawConfig,
    severity: 'warn',
  },
  'edit-refused': {
    title: '{file} could not be edited without a risk to what else is in it.',
    why: 'An edit is made only if the file, read back, is the old one plus the change and nothing else. Here it was not, so nothing was written.',
    fix: {
      command: 'cf-aig init --print',
      what: 'prints what belongs into both files, to be put in by hand',
    },
    steps: [
      'Read the reason: {detail}.',
      'Make the change by hand: `cf-aig init --print` prints what belongs into both files, and writes nothing.',
    ],
    docs: DOCS.openclawConfig,
  },
  'file-not-written': {
    title: '{file} could not be written.',
    why: 'The system refused to write it, or another program changed it between reading and writing. All files are written or none.',
    fix: { what: 'Check that you own {file} and the disk has room; then run it again.' },
    steps: [
      'Check that you own {file} and its folder, and that the disk has room.',
      'Close the program that changes it, and run the command again.',
    ],
    docs: DOCS.openclawConfig,
  },
  'backup-missing': {
    title: 'The backup of {file} that `cf-aig undo` needs is gone.',
    why: 'A change is taken back by writing the content of its backup. Without that the earlier content is not known, so nothing is changed.',
    fix: { command: 'cf-aig status', what: 'shows which backups exist' },
    steps: ['See which backups exist: `cf-aig status`.'],
    or: ['To take the block out without a backup: `cf-aig init --remove`.'],
    docs: DOCS.openclawConfig,
  },
});
