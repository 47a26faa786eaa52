import { isRecord } from '../../lib/json.js';

const ELEMENT_TYPES = ['start', 'conditional', 'percentage', 'rate', 'rate_limit', 'model', 'end'] as const;

/** One node of a dynamic route. Source: Cloudflare's docs, AI Gateway, "Dynamic routing", "JSON configuration". */
export interface RouteElement {
  id: string;
  type: (typeof ELEMENT_TYPES)[number];
  /** Ids of the next elements, by output. */
  outputs: Record<string, string>;
  properties: Record<string, unknown>;
}

export interface RouteElementProblem {
  message: string;
  path: (string | number)[];
}

/** Reads the elements of the API; each problem has a path. */
export function readElements(value: unknown): { elements: RouteElement[]; problems: RouteElementProblem[] } {
  if (!Array.isArray(value))
    return { elements: [], problems: [{ message: 'Expected array', path: ['elements'] }] };
  const problems: RouteElementProblem[] = [];
  const elements = value.map((item, index) =>
    readElement(item, (message, ...path) => problems.push({ message, path: ['elements', index, ...path] })),
  );
  const ids = new Set(elements.map(({ id }) => id));
  for (const [index, { outputs }] of elements.entries()) {
    for (const [name, id] of Object.entries(outputs)) {
      if (!ids.has(id))
        problems.push({ message: `There is no element '${id}'`, path: ['elements', index, 'outputs', name] });
    }
  }
  if (elements.filter(({ type }) => type === 'start').length !== 1)
    problems.push({ message: 'A route has exactly one start element', path: ['elements'] });
  return { elements, problems };
}

type ReportProblem = (message: string, ...path: string[]) => void;

function readElement(item: unknown, complain: ReportProblem): RouteElement {
  const { id, type, outputs, properties } = isRecord(item) ? item : {};
  if (typeof id !== 'string') complain('Expected string', 'id');
  const known = ELEMENT_TYPES.find((one) => one === type);
  if (!known) complain(`Invalid type. Expected ${ELEMENT_TYPES.join(' | ')}`, 'type');
  const given = isRecord(properties) ? properties : {};
  if (known === 'model') {
    for (const name of ['provider', 'model'])
      if (typeof given[name] !== 'string') complain('Expected string', 'properties', name);
  }
  return {
    id: String(id),
    type: known ?? 'end',
    outputs: readOutputs(outputs),
    properties: given,
  };
}

function readOutputs(value: unknown): Record<string, string> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, output]) =>
      isRecord(output) && typeof output.elementId === 'string' ? [[name, output.elementId]] : [],
    ),
  );
}

/** The element as the API returns it. */
export function showElement({ id, type, outputs, properties }: RouteElement) {
  const shown = Object.entries(outputs).map(([name, elementId]) => [name, { elementId }]);
  return {
    id,
    type,
    outputs: Object.fromEntries(shown),
    properties: Object.keys(properties).length > 0 ? properties : undefined,
  };
}
