import { format, type Schema } from '@cfworker/json-schema';
import type { Path } from '../../lib/json5/parse.js';
import { isSamePath, isWithin, showPath } from '../../lib/json5/paths.js';
import { once } from '../../lib/once.js';
import { matches } from '../files/tree.js';
import type { Environment } from '../secrets/environment.js';
import { AGENT_RULES } from './agent-rules.js';
import type { Fault } from './fault.js';
import { loadSchema, schemaOf } from './load-schema.js';
import { MODEL_RULES } from './model-rules.js';
import { PLACE_RULES } from './place-rules.js';
import { migrate } from './reader-migrations.js';
import type { RuleContext } from './rule.js';
import { schemaFaults } from './schema-faults.js';
import { secretRefFaults } from './secret-ref-faults.js';

// As OpenClaw does it.
format.uri = (text: string) => URL.canParse(text);

const RULES = [...AGENT_RULES, ...MODEL_RULES, ...PLACE_RULES];

export interface RejectionInput {
  /** The whole config, with its includes. */
  config: Record<string, unknown>;
  environment: Environment;
  /** Plugins that are not part of OpenClaw may be installed. */
  hasPlugins: boolean;
}

/** All that the OpenClaw of the schema refuses, in the order of the file's main parts. */
export function rejectionsOf({ config: raw, environment, hasPlugins }: RejectionInput): Fault[] {
  const facts = loadSchema();
  const { config, originOf } = migrate(raw, environment);
  const channels = once(() => new Set(namesIn(facts.parts.get('channels')?.())));
  const plugins = once(() => new Set(namesIn(facts.parts.get('plugins')?.(), 'entries')));
  const bySchema = schemaFaults(schemaOf(facts, config), config);
  const context: RuleContext = {
    ...facts,
    config,
    hasPlugins,
    // Most configs need neither.
    get channels() {
      return channels();
    },
    get plugins() {
      return plugins();
    },
  };
  const byRules = [...ruleFaults(context), ...secretRefFaults(config)];
  return [
    // A rule says more exactly what is wrong inside.
    ...bySchema.filter(
      ({ path }) => !byRules.some((fault) => fault.path.length > path.length && isWithin(fault.path, path)),
    ),
    ...byRules.filter(({ path }) => !bySchema.some((fault) => isSamePath(fault.path, path))),
  ].map((fault) => withOrigin(fault, originOf));
}

/** The keys that a schema names, or the schema of a member. */
function namesIn(schema: Schema | undefined, member?: string): string[] {
  const node = member === undefined ? schema : schema?.properties?.[member];
  return typeof node === 'object' ? Object.keys(node.properties ?? {}) : [];
}

function ruleFaults(context: RuleContext): Fault[] {
  return RULES.flatMap(({ at, refuse }) =>
    at.flatMap((pattern) =>
      matches(context.config, pattern).flatMap(({ path, value }) =>
        refuse(value, context, path).map(({ key, says, nearest }) => {
          const place = key === undefined ? path : [...path, key];
          return { path: place, detail: `${showPath(place)} ${says}`, nearest };
        }),
      ),
    ),
  );
}

/** In terms of the user's file, where OpenClaw has moved the part before it looked at it. */
function withOrigin(fault: Fault, originOf: (path: Path) => Path): Fault {
  const path = originOf(fault.path);
  if (path === fault.path) return fault;
  const [moved, origin] = [fault.path, path].map((whole) => showPath(whole.slice(0, 3)));
  return { ...fault, path, detail: fault.detail.replace(moved!, origin!) };
}
