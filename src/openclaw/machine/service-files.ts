import path from 'node:path';
import { readRegularFile } from '../../lib/files/read-text.js';
import { namesIn } from '../../lib/look.js';
import type { Place } from '../files/locate.js';

/** A systemd or launchd service that starts OpenClaw's gateway. */
export interface ServiceFile {
  file: string;
  /** Names of the variables that it sets, directly or with an environment file. */
  variables: string[];
}

const MAX_BYTES = 1024 * 1024;

/** Finds services that `openclaw gateway install` (2026.9.6) or the user created. */
export async function findServices({
  home,
  stateDir,
}: Pick<Place, 'home' | 'stateDir'>): Promise<ServiceFile[]> {
  const generated = await namesInFolder(path.join(stateDir, 'service-env'));
  const units = matching(path.join(home, '.config', 'systemd', 'user'), /^openclaw.*\.service$/);
  const agents = matching(path.join(home, 'Library', 'LaunchAgents'), /openclaw.*\.plist$/);
  const found = [
    ...units.map(async (file) => ({ file, variables: await namesInUnit(file) })),
    ...agents.map(async (file) => ({ file, variables: namesInPlist(await textOf(file)) })),
  ];
  return (await Promise.all(found)).map(({ file, variables }) => ({
    file,
    variables: [...variables, ...generated],
  }));
}

/** `Environment=A=b "C=d e"`, `EnvironmentFile=-/path` */
async function namesInUnit(file: string): Promise<string[]> {
  const lines = (await textOf(file)).replace(/\\\n/g, ' ').split('\n');
  const inline = lines
    .filter((line) => line.startsWith('Environment='))
    .flatMap((line) => [...line.slice('Environment='.length).matchAll(/(?:^|\s)["']?([A-Za-z_]\w*)=/g)])
    .map((match) => match[1]!);
  const files = lines
    .filter((line) => line.startsWith('EnvironmentFile='))
    .map((line) => line.slice('EnvironmentFile='.length).replace(/^-/, '').replace(/^"|"$/g, '').trim());
  const included = await Promise.all(files.map(async (included) => namesInText(await textOf(included))));
  return [...inline, ...included.flat()];
}

function namesInPlist(text: string): string[] {
  const dict = /<key>EnvironmentVariables<\/key>\s*<dict>([\s\S]*?)<\/dict>/.exec(text)?.[1] ?? '';
  return [...dict.matchAll(/<key>([^<]+)<\/key>/g)].map((match) => match[1]!);
}

async function namesInFolder(folder: string): Promise<string[]> {
  const files = matching(folder, /./);
  return (await Promise.all(files.map(async (file) => namesInText(await textOf(file))))).flat();
}

function namesInText(text: string): string[] {
  return [...text.matchAll(/^(?:export\s+)?([A-Za-z_]\w*)=/gm)].map((match) => match[1]!);
}

function matching(folder: string, form: RegExp): string[] {
  return namesIn(folder)
    .filter((name) => form.test(name))
    .map((name) => path.join(folder, name));
}

async function textOf(file: string): Promise<string> {
  return (await readRegularFile(file, MAX_BYTES))?.toString() ?? '';
}
