import { showPath } from '../../../src/lib/json5/paths.js';
import { matches } from '../../../src/openclaw/files/tree.js';
import { loadSchema } from '../../../src/openclaw/schema/load-schema.js';
import type { Rule, RuleContext } from '../../../src/openclaw/schema/rule.js';

export type Config = Record<string, unknown>;

/** The config with one value at a path of dots. */
export function withValue(path: string, value: unknown): Config {
  return path.split('.').reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as Config;
}

/** What the rules alone refuse, as `path says`, or `path says (nearest)`. */
export function refusals(rules: readonly Rule[], config: Config, known: Partial<RuleContext> = {}): string[] {
  const context: RuleContext = {
    ...loadSchema(),
    config,
    channels: new Set(['telegram', 'slack']),
    plugins: new Set(['memory-core']),
    hasPlugins: false,
    ...known,
  };
  return rules.flatMap(({ at, refuse }) =>
    at.flatMap((pattern) =>
      matches(config, pattern).flatMap(({ path, value }) =>
        refuse(value, context, path).map(({ key, says, nearest }) => {
          const place = showPath(key === undefined ? path : [...path, key]);
          return [place, says, ...(nearest === undefined ? [] : [`(${nearest})`])].join(' ');
        }),
      ),
    ),
  );
}
