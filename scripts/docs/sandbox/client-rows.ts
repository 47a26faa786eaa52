import { readFileSync } from 'node:fs';

/** What the suites need beside the clients. */
const NO_CLIENTS: ReadonlySet<string> = new Set(['@langchain/core', 'ai', 'openai', 'zod']);

/** Clients of the root's package; its other packages are tools. */
const ROOT_CLIENTS = ['@ai-sdk/openai', '@ai-sdk/openai-compatible', '@anthropic-ai/sdk', 'openai'];

interface Lock {
  packages: Record<
    string,
    { version?: string; dependencies?: object; devDependencies?: object; optionalDependencies?: object }
  >;
}

/** A folder's direct dependencies and their versions, from its lock file. */
function packagesOf(folder: string): Map<string, string> {
  const { packages }: Lock = JSON.parse(readFileSync(`${folder}/package-lock.json`, 'utf8'));
  const { dependencies, devDependencies, optionalDependencies } = packages['']!;
  return new Map(
    Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies }).map((name) => [
      name,
      packages[`node_modules/${name}`]?.version ?? '',
    ]),
  );
}

/** Libraries that the tests run against the sandbox: name and version, by name. */
export function clientLibraries(): [name: string, version: string][] {
  const root = packagesOf('.');
  const ofRoot = ROOT_CLIENTS.map((name): [string, string] => [name, root.get(name) ?? '']);
  const ofFidelity = [...packagesOf('test/fidelity')].filter(([name]) => !NO_CLIENTS.has(name));
  return [...ofRoot, ...ofFidelity].sort(([one], [other]) => (one < other ? -1 : 1));
}

/** Agents for the terminal that `npm run test:clients` runs. */
export function clientAgents(): [name: string, version: string][] {
  return [...packagesOf('scripts/clients')];
}
