/**
 * What a run happens on.
 * @typedef {object} Stage
 * @property {import('./lab/lab.js').Lab} lab
 * @property {(version: string) => import('./install.js').Installed} openclaw
 */

/**
 * What the script does when it is called.
 * @typedef {object} Run
 * @property {string[]} versions of OpenClaw that it needs
 * @property {import('./lab/start-sandbox.js').Gateway[]} gateways
 * @property {(stage: Stage) => Promise<boolean>} play prints what it finds; false: something failed
 * @property {(why: string) => void} fail prints that it cannot be played
 */

export {};
