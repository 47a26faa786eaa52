/** @typedef {typeof import('../in-process.js')} Program */

/** A system passes on bytes: half a surrogate pair is none. @param {string} text */
function fromSystem(text) {
  return Buffer.from(text).toString();
}

/** A run whose arguments and variables come from the system. @param {Program} program @param {readonly string[]} args @param {import('../in-process.js').World} world */
export function runAs(program, args, world) {
  const env = Object.entries(world.env).map(([name, value]) => [
    fromSystem(name),
    value && fromSystem(value),
  ]);
  return program.runInProcess(args.map(fromSystem), {
    cwd: world.env.HOME,
    ...world,
    env: Object.fromEntries(env),
  });
}
