import { family } from './cause.js';
import { DOCS } from './sentences.js';

const RESTART = [
  { command: '{restartCommand}', what: 'gives it a new process, which reads the variables anew' },
  { what: '{restart}' },
];

/** What surrounds the setup on this machine: OpenClaw's version, its running gateway, the clock, proxies and certificates. */
export const MACHINE = {
  ...family('config', {
    'openclaw-too-old': {
      title: 'OpenClaw {version} is older than its config and refuses {detail}.',
      why: 'An older version does not know that form, calls the whole config invalid, and ends each command with that message.',
      fix: { command: 'openclaw update', what: 'updates OpenClaw (it takes that form from {expected} on)' },
      steps: [
        'Update OpenClaw (to {expected} or newer): `openclaw update`, or with the package manager that installed it.',
      ],
      docs: DOCS.openclawUpdating,
      fixable: true,
    },
    'daemon-lacks-variable': {
      title: "OpenClaw's gateway runs as a process that does not have the variable {variable}.",
      why: 'It does not see what a shell exports, and reads .env only when it starts. Until it has the variable every turn of the agent fails, although the same setup works from this shell.',
      fix: [
        {
          command: 'cf-aig init',
          what: 'puts it into .env, since only {found} has it; then restart OpenClaw',
        },
        ...RESTART,
      ],
      steps: [
        'Put {variable}=... into {envFile}: only {found} has it. `cf-aig init` does it for you.',
        '{restart}',
      ],
      docs: DOCS.openclawEnvironment,
      severity: 'warn',
    },
    'daemon-has-other-value': {
      title: "OpenClaw's running gateway has another value of {variable} than was checked here.",
      why: 'It read the value when it started. What was checked is the new value; the gateway still sends the old one.',
      fix: RESTART,
      steps: [
        '{restart}',
        'If it comes back after that, the value comes from {found}: change it there.',
        'If only this shell exports the new value, put it into {envFile}: an export does not reach the service.',
      ],
      docs: DOCS.openclawEnvironment,
      severity: 'warn',
    },
    'daemon-older-than-env': {
      title: "OpenClaw's gateway has been running since before {envFile} was last changed.",
      why: 'It reads .env only when it starts, so it may still send a key that has been replaced.',
      fix: RESTART,
      steps: ['{restart}'],
      docs: DOCS.openclawEnvironment,
      severity: 'warn',
    },
  }),
  ...family('network', {
    'clock-skewed': {
      title: 'The clock of this machine is wrong by {found}.',
      why: 'Certificates are valid between two dates, and signed requests for minutes: a wrong clock makes TLS and logins fail, and dates logs wrongly.',
      fix: { what: 'Set the clock and turn on automatic time (on Linux: `timedatectl set-ntp true`).' },
      steps: [
        'Set it and turn on automatic time: on Linux `timedatectl set-ntp true`, elsewhere in the date settings.',
      ],
      or: ['In a virtual machine or container, set the clock of the host.'],
      severity: 'warn',
    },
    'proxy-malformed': {
      title: 'The proxy in {variable} is not an address that can be used.',
      why: 'Requests to {host} would go through it, and fail before they leave this machine.',
      fix: { what: 'Write {variable} as http://host:port.' },
      steps: [
        'Correct what is wrong with it: {detail}.',
        'Write it as http://host:port in {variable}, a user name and password before the host if the proxy wants them.',
      ],
      or: ['If no proxy is needed: `unset {variable}`.'],
    },
    'ca-file-unreadable': {
      title: '{variable} points to a file that cannot be used: {found}',
      why: 'Node goes on without it, so a certificate of your own network stays unknown, and connections through its proxy fail as untrusted.',
      fix: { what: 'Set {variable} to a readable file of certificates in PEM form, or unset it.' },
      steps: [
        'Correct what is wrong with it: {detail}.',
        'Set {variable} to a readable file of certificates in PEM form, or unset it.',
        "Set it for OpenClaw's service, too.",
      ],
      docs: DOCS.nodeTls,
      severity: 'warn',
    },
  }),
};
