import { isRecord } from '../../lib/json.js';
import type { Path } from '../../lib/json5/parse.js';
import type { Pattern } from '../files/tree.js';
import type { SchemaFacts } from './load-schema.js';

/** What rules know besides the value. */
export interface RuleContext extends SchemaFacts {
  /** The whole config, migrated. */
  config: Record<string, unknown>;
  /** The ids that channels can have. */
  channels: ReadonlySet<string>;
  /** The ids of OpenClaw's own plugins. */
  plugins: ReadonlySet<string>;
  /** Plugins that are not part of OpenClaw may be installed, and bring more channels and providers. */
  hasPlugins: boolean;
}

/** What is wrong with a value, to be read after its path; `key`: with a member of it. */
export interface Refusal {
  key?: string | number;
  says: string;
  nearest?: string;
}

/** A rule of OpenClaw's that its JSON Schema does not express. Values of another type than it is about are none of its business. */
export interface Rule {
  at: readonly Pattern[];
  refuse(value: unknown, context: RuleContext, path: Path): Refusal[];
}

/** A rule about objects. */
export function ruleOf(
  at: readonly Pattern[],
  refuse: (value: Record<string, unknown>, context: RuleContext, path: Path) => Refusal[],
): Rule {
  return { at, refuse: (value, context, path) => (isRecord(value) ? refuse(value, context, path) : []) };
}

/** A rule about text. */
export function textRule(
  at: readonly Pattern[],
  refuse: (text: string, context: RuleContext) => string | undefined,
): Rule {
  return {
    at,
    refuse: (value, context) => {
      const says = typeof value === 'string' ? refuse(value, context) : undefined;
      return says ? [{ says }] : [];
    },
  };
}
