/**
 * Does the work for each item, so many at the same time.
 * @template T
 * @param {Iterable<T>} items @param {number} size @param {(item: T, place: number) => Promise<void>} work `place`: below `size`,
 *   and no other work has it meanwhile
 */
export async function inPool(items, size, work) {
  const left = [...items].values();
  await Promise.all(
    Array.from({ length: size }, async (_, place) => {
      for (const item of left) await work(item, place);
    }),
  );
}
