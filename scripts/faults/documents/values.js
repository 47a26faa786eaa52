/** @typedef {readonly string[]} Prefix */

const isContainer = (/** @type {unknown} */ value) => typeof value === 'object' && value !== null;

/** @param {readonly string[]} path @param {readonly Prefix[]} managed */
function isManaged(path, managed) {
  return managed.some(
    (prefix) => prefix.length <= path.length && prefix.every((step, index) => path[index] === step),
  );
}

/** An empty parent may come and go with what is in it. @param {readonly string[]} path @param {readonly Prefix[]} managed */
function isParent(path, managed) {
  return managed.some(
    (prefix) => path.length < prefix.length && path.every((step, index) => prefix[index] === step),
  );
}

/**
 * The value of every place that is not managed.
 * @param {unknown} value @param {readonly Prefix[]} managed @param {string[]} [path] @param {Map<string, unknown>} [leaves]
 */
function leavesOf(value, managed, path = [], leaves = new Map()) {
  if (isManaged(path, managed)) return leaves;
  const entries = isContainer(value) ? Object.entries(/** @type {object} */ (value)) : [];
  if (!entries.length) {
    if (!isContainer(value) || !isParent(path, managed))
      leaves.set(JSON.stringify(path), isContainer(value) ? JSON.stringify(value) : value);
  }
  for (const [key, inner] of entries) leavesOf(inner, managed, [...path, key], leaves);
  return leaves;
}

/** The places outside of what is managed that differ. @param {unknown} before @param {unknown} after @param {readonly Prefix[]} managed */
export function differingPlaces(before, after, managed) {
  const old = leavesOf(before, managed);
  const now = leavesOf(after, managed);
  return [...new Set([...old.keys(), ...now.keys()])].filter(
    (place) => old.has(place) !== now.has(place) || !Object.is(old.get(place), now.get(place)),
  );
}
