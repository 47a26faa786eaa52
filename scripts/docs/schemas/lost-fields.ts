type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/**
 * What a published schema promised and another one does not: a field, that it is always there, that it is never null, its
 * type. Nothing is lost if the number of the contract is another one.
 */
export function lostFields(before: Node, after: Node): string[] {
  const [old, kept] = [promisesOf(before), promisesOf(after)];
  const versions = [...old].filter((promise) => promise.startsWith('schemaVersion = '));
  if (!versions.every((version) => kept.has(version))) return [];
  return [...old].filter((promise) => !kept.has(promise));
}

function promisesOf(schema: Node): Set<string> {
  const { definitions } = schema;
  const promises = new Set<string>();
  const paths = new Set<string>();
  const collect = (node: Node, path: string): void => {
    paths.add(path);
    const { $ref, type, const: constant, required, properties, items, anyOf, additionalProperties } = node;
    if (typeof $ref === 'string' && isNode(definitions)) {
      const target = definitions[$ref.replace('#/definitions/', '')];
      if (isNode(target)) collect(target, path);
    }
    if (type !== undefined) promises.add(`${path}: ${type}`);
    if (constant !== undefined) promises.add(`${path} = ${JSON.stringify(constant)}`);
    if (Array.isArray(required)) for (const name of required) promises.add(`${join(path, name)} is required`);
    if (isNode(properties)) {
      for (const [name, inner] of Object.entries(properties)) {
        promises.add(join(path, name));
        if (isNode(inner)) collect(inner, join(path, name));
      }
    }
    if (Array.isArray(anyOf)) for (const inner of anyOf) collect(inner, path);
    for (const inner of [items, additionalProperties]) if (isNode(inner)) collect(inner, `${path}[]`);
  };
  collect(schema, '');
  for (const path of paths) if (!promises.has(`${path}: null`)) promises.add(`${path} is never null`);
  return promises;
}

function join(path: string, name: string): string {
  return path ? `${path}.${name}` : name;
}
